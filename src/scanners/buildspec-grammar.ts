import type { Node } from '../documents/node.ts';
import type { Fault } from '../model/fault.ts';
import { fault, keysOf, listed, misspelt, treesOf, wrongWord } from './grammar.ts';

/** https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec-ref-syntax */
const SECTIONS = ['version', 'run-as', 'env', 'proxy', 'batch', 'phases', 'reports', 'artifacts', 'cache'];
const ENV = ['shell', 'variables', 'parameter-store', 'secrets-manager', 'exported-variables', 'git-credential-helper'];
const PHASES = ['install', 'pre_build', 'build', 'post_build'];
const PHASE = ['run-as', 'on-failure', 'runtime-versions', 'commands', 'finally'];
const FORMATS = [
  'JUNITXML',
  'CUCUMBERJSON',
  'NUNITXML',
  'NUNIT3XML',
  'TESTNGXML',
  'VISUALSTUDIOTRX',
  'CLOVERXML',
  'COBERTURAXML',
  'JACOCOXML',
  'SIMPLECOV',
];
/** `ABORT`, `CONTINUE`, `RETRY`, `RETRY-3`, `RETRY-<regex>`, `RETRY-3-<regex>` */
const ON_FAILURE = /^(ABORT|CONTINUE|RETRY(-.+)?)$/;

/** What CodeBuild refuses in a buildspec of version 0.2, or passes over in silence. Version 0.1 has another grammar, and is a mistake of its own. */
export function faultsOf(node: Node, path: readonly string[]): Fault[] {
  const old = node.key('version').plain() === '0.1';
  return [
    ...misspelt(node, path, SECTIONS),
    ...phaseFaults(node.key('phases'), path),
    ...(old ? [] : envFaults(node.key('env'), path)),
    ...reports(node, path),
  ];
}

function phaseFaults(phases: Node, path: readonly string[]): Fault[] {
  return keysOf(phases).flatMap(({ name, at, node }): Fault[] => {
    const inside = [...path, name];
    if (!PHASES.includes(name.toLowerCase())) {
      const says = keysOf(node).some((key) => PHASE.includes(key.name));
      return says ? [fault(at, inside, `\`${name}\` is no phase, so nothing in it runs: the phases are ${listed(PHASES)}`)] : [];
    }
    return [
      ...keysOf(node)
        .filter((key) => !PHASE.includes(key.name))
        .map((key) => fault(key.at, inside, `\`${key.name}\` is no part of a phase, and is passed over`)),
      ...(name === 'install'
        ? []
        : keysOf(node)
            .filter((key) => key.name === 'runtime-versions')
            .map((key) => fault(key.at, inside, '`runtime-versions` counts in the phase `install` only'))),
      ...wrongWord(node.key('on-failure'), inside, ON_FAILURE, 'is none of ABORT, CONTINUE and RETRY'),
      ...['commands', 'finally'].flatMap((key) => commandFaults(node.key(key), inside)),
    ];
  });
}

/** `- echo Build: start` is a map to YAML; CodeBuild ends the build before it begins. */
const commandFaults = (node: Node, path: readonly string[]): Fault[] =>
  node.items().flatMap((item) =>
    treesOf(item)
      .filter(({ tree }) => tree.kind !== 'text')
      .map(({ tree, at }) => ({
        ...fault(at, path, `is ${tree.kind === 'map' ? 'a map' : 'a list'} to YAML, and no command: put it in quotes`),
        command: true,
      })),
  );

/** A variable that stands beside `variables`, and not in it, is never set. */
const envFaults = (env: Node, path: readonly string[]): Fault[] =>
  keysOf(env)
    .filter(({ name }) => !ENV.includes(name))
    .map(({ name, at }) => fault(at, path, `\`${name}\` is no part of \`env\`, and is passed over: a variable stands under \`variables\``));

const reports = (node: Node, path: readonly string[]): Fault[] =>
  keysOf(node.key('reports')).flatMap(({ name, node: report }) => {
    const format = report.key('file-format');
    const known = new RegExp(`^(${FORMATS.join('|')})$`, 'i');
    return wrongWord(format, [...path, name], known, 'is no format of a report');
  });
