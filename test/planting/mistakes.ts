import { INTEGRITY } from './integrity-mistakes.ts';
import { OTHERS } from './other-mistakes.ts';
import { SECRETS } from './secret-mistakes.ts';
import { CLEAN, type Parts } from './systems.ts';

/** What somebody writes in passing, what is to be said of it, and how it is mended. */
export interface Mistake {
  readonly name: string;
  readonly rule: string;
  readonly plant: Partial<Parts>;
  /** A text that stands only where the finding is to be. */
  readonly at: string;
  /** The file that it stands in, where others say the same. */
  readonly file?: string;
  readonly mend: Partial<Parts>;
}

/** One command of the build is another one. */
const instead = (of: string, command: string): Partial<Parts> => {
  const swap = (commands: readonly string[]): readonly string[] => commands.map((one) => (one === of ? command : one));
  return CLEAN.build.includes(of) ? { build: swap(CLEAN.build) } : { preBuild: swap(CLEAN.preBuild) };
};

const TESTING: readonly Mistake[] = [
  {
    name: 'tests may fail',
    rule: 'test-failure-ignored',
    plant: instead('npm test', 'npm test || true'),
    at: 'npm test || true',
    mend: instead('npm test', 'npm test || exit 1'),
  },
  {
    name: 'tests in the background',
    rule: 'test-failure-ignored',
    plant: instead('npm test', 'npm test &'),
    at: 'npm test &',
    mend: instead('npm test', 'npm test && echo fine'),
  },
  {
    name: 'a phase goes on after its tests',
    rule: 'test-failure-ignored',
    plant: { onFailure: 'CONTINUE' },
    at: 'on-failure',
    mend: { onFailure: 'ABORT' },
  },
  {
    name: 'a pipe behind the tests',
    rule: 'pipe-hides-failure',
    plant: instead('npm test', 'npm test | tee test.log'),
    at: 'npm test | tee',
    mend: instead('npm test', 'npm test > test.log'),
  },
  {
    name: 'a block goes on after its tests',
    rule: 'block-hides-failure',
    plant: { preBuild: [...CLEAN.preBuild, 'npm run unit-test\nnpm run docs'] },
    at: 'npm run unit-test',
    mend: { preBuild: [...CLEAN.preBuild, 'set -e\nnpm run unit-test\nnpm run docs'] },
  },
  {
    name: 'failures are passed over',
    rule: 'tests-skipped',
    plant: instead('npm test', 'mvn -B verify -Dmaven.test.failure.ignore=true'),
    at: '-Dmaven.test.failure.ignore',
    mend: instead('npm test', 'mvn -B verify'),
  },
  {
    name: 'no test is enough',
    rule: 'tests-skipped',
    plant: instead('npm test', 'npx jest --passWithNoTests'),
    at: '--passWithNoTests',
    mend: instead('npm test', 'npx jest'),
  },
  {
    name: 'a scan stops nothing',
    rule: 'scan-does-not-block',
    plant: instead('npm audit', 'npm audit || true'),
    at: 'npm audit || true',
    mend: instead('npm audit', 'npm audit --audit-level high'),
  },
  {
    name: 'a failed build is published',
    rule: 'failed-build-still-publishes',
    plant: { postBuild: ['npm publish'] },
    at: 'npm publish',
    mend: { postBuild: ['test $CODEBUILD_BUILD_SUCCEEDING = 1', 'npm publish'] },
  },
  {
    name: 'whatever happened is published',
    rule: 'publish-in-finally',
    plant: { finally: ['npm publish'] },
    at: 'npm publish',
    mend: { finally: ['echo done'], build: [...CLEAN.build, 'npm publish'] },
  },
  {
    name: 'nothing tests',
    rule: 'untested-production-deploy',
    plant: { build: ['npm run build'] },
    at: 'Release',
    mend: { build: ['npm test', 'npm run build'] },
  },
];

const APPROVAL: readonly Mistake[] = [
  { name: 'nobody is asked', rule: 'production-without-approval', plant: { approval: false }, at: 'Release', mend: { approval: true } },
];

export const MISTAKES: readonly Mistake[] = [...TESTING, ...APPROVAL, ...SECRETS, ...INTEGRITY, ...OTHERS];
