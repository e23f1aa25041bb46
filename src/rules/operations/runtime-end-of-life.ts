import { flag, rule } from '../../engine/rule.ts';
import { isOutOfSupport, knowsRuntime, toldOf } from '../../model/runtime.ts';
import { piecesIn, shown } from '../../model/text.ts';
import { NOWHERE } from '../../model/world.ts';

/** Holes that are found in it stay open, and what it builds carries them to production. */
export default rule({
  id: 'runtime-end-of-life',
  category: 'operations',
  title: 'A build asks for a runtime that nobody mends any more',
  severity: 'medium',
  on: 'buildspec',
  fix: 'Ask for a version that is still mended, and see that the image of the build has it.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/available-runtimes.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#runtime-versions-buildspec-file',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-7'], 'iso27001-2022': ['A.8.8'], soc2: ['CC7.1'] },

  *check({ phases }, { today }) {
    for (const { name, value, ...thing } of phases.flatMap(({ runtimes }) => runtimes)) {
      const runtime = shown(piecesIn(name, NOWHERE));
      if (knowsRuntime(runtime)) yield flag(thing, isOutOfSupport(runtime, value, today), `asks for ${toldOf(runtime, value)}`);
    }
  },
});
