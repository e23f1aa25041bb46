import { embedded } from '../documents/embedded.ts';
import { exact, type Member, Node, UNSEEN } from '../documents/node.ts';
import { type Artifacts, type BatchBuild, type Buildspec, commandsOf, type Phase, type Report } from '../model/buildspec.ts';
import type { Link, Use } from '../model/link.ts';
import { type Text, written } from '../model/text.ts';
import { ALWAYS, type Thing } from '../model/truth.ts';
import { absent, choose, hidden, known } from '../model/value.ts';
import type { EnvironmentVariable } from '../model/variable.ts';
import { faultsOf } from './buildspec-grammar.ts';
import { type Around, commands } from './commands.ts';
import type { Linker } from './linker.ts';
import { packagedBy } from './packaged.ts';
import { type Reader, thingAt } from './reader.ts';
import { following } from './scripts/index.ts';

/** The phases in the order in which CodeBuild runs them. */
const PHASES = ['install', 'pre_build', 'build', 'post_build'];

/** A buildspec of its own, or one inside a project. */
export function readBuildspec(node: Node, path: readonly string[], linker: Linker, users: () => readonly Use[]): Buildspec {
  const env = node.key('env');
  const read = phases(node.key('phases'), path, { shell: env.key('shell').text(), follow: following(linker.repository, node.at) });
  return {
    version: node.key('version').text(),
    shell: env.key('shell').text(),
    variables: [
      ...variables(env.key('variables'), 'PLAINTEXT', path),
      ...variables(node.key('environment_variables').key('plaintext'), 'PLAINTEXT', path), // version 0.1
    ],
    parameterStore: variables(env.key('parameter-store'), 'PARAMETER_STORE', path),
    secretsManager: variables(env.key('secrets-manager'), 'SECRETS_MANAGER', path),
    exported: env
      .key('exported-variables')
      .items()
      .map((item) => item.text()),
    phases: read,
    reports: node
      .key('reports')
      .entries()
      .map(({ name, node: report }) => readReport(report, [...path, name])),
    artifacts: readArtifacts(node.key('artifacts'), path),
    batch: batchBuilds(node.key('batch'), path, linker),
    packaged: packagedBy(commandsOf({ phases: read }), linker),
    faults: faultsOf(node, path),
    users: () => users().map(({ by }) => by),
    ...thingAt(node, path),
  };
}

/** A phase that may be hidden behind a transform is one more phase, of which all is unknown. */
function phases(node: Node, path: readonly string[], around: Omit<Around, 'phase'>): Phase[] {
  const order = ({ name }: Member): number => PHASES.indexOf(name.toLowerCase());
  return node
    .entries()
    .filter((member) => order(member) >= 0 || member.name === UNSEEN)
    .sort((a, b) => order(a) - order(b))
    .map(({ name, node: phase }) => ({
      name,
      onFailure: phase.key('on-failure').text(),
      runtimes: variables(phase.key('runtime-versions'), '', [...path, name]),
      commands: commands(phase.key('commands'), { ...around, phase: name }, [...path, name]),
      finally: commands(phase.key('finally'), { ...around, phase: name, last: true }, [...path, name]),
      ...thingAt(phase, [...path, name]),
    }));
}

const variables = (node: Node, type: string, path: readonly string[]): EnvironmentVariable[] =>
  node.entries().map(({ name, label, node: value }) => ({
    name: label,
    value: value.text(),
    type: written(value.at, type),
    ...thingAt(value, [...path, name]),
  }));

const readReport = (node: Node, path: readonly string[]): Report => ({
  files: node
    .key('files')
    .itemsOrSelf()
    .map((item) => item.text()),
  format: node.key('file-format').text(),
  ...thingAt(node, path),
});

const readArtifacts = (node: Node, path: readonly string[], id: Text = absent(node.at)): Artifacts => ({
  id,
  files: node
    .key('files')
    .itemsOrSelf()
    .map((item) => item.text()),
  name: node.key('name').text(),
  baseDirectory: node.key('base-directory').text(),
  secondary: node
    .key('secondary-artifacts')
    .entries()
    .map(({ name, label, node: secondary }) => readArtifacts(secondary, [...path, name], label)),
  ...thingAt(node, path),
});

/** The builds of a list or a graph, and those of a matrix, whose `buildspec` is a list of files; a fan-out names none. */
function batchBuilds(node: Node, path: readonly string[], linker: Linker): BatchBuild[] {
  const listed = ['build-list', 'build-graph'].flatMap((kind) => node.key(kind).items());
  const matrix = ['static', 'dynamic'].flatMap((kind) => node.key('build-matrix').key(kind).key('buildspec').itemsOrSelf());
  return [
    ...listed.map((build) => ({ thing: thingAt(build, path), file: build.key('buildspec') })),
    ...matrix.map((file) => ({ thing: thingAt(file, path), file })),
  ].map(({ thing, file }) => ({
    ...thing,
    buildspec: file.exists ? linker.file('buildspec', thing, file.text(), 'a batch runs it') : absent(thing.at),
  }));
}

/** A file that is a buildspec. */
export const readBuildspecFile: Reader = (node, { linker, context, path }) => {
  const buildspec: Buildspec = readBuildspec(node, path, linker, () => linker.users(buildspec));
  linker.add('buildspec', buildspec, [], context);
  linker.shell(shellOf(buildspec), context);
};

const shellOf = (buildspec: Buildspec): Text[] => commandsOf(buildspec).map(({ text }) => text);

/**
 * What a project builds with: inline (a finding in it points into the template), a path of the repository, or the
 * `buildspec.yml` at its root where nothing is said.
 */
export function buildspecLink(node: Node, by: Thing, linker: Linker, context: boolean): Link<Buildspec> {
  const inner = embedded(node, exact);
  const as = 'the build project runs it';
  const cases = inner.meanings.map((meaning) => {
    const { when, at } = meaning;
    if ('hidden' in meaning) return { when, value: hidden<Buildspec>(meaning.hidden) };
    if ('tree' in meaning && meaning.tree && meaning.tree.kind !== 'text') {
      const one = new Node(inner.dialect, at, [meaning], inner.when).under(when);
      const buildspec: Buildspec = readBuildspec(one, by.path, linker, () => [{ by, as }]);
      linker.add('buildspec', buildspec, [], context);
      linker.shell(shellOf(buildspec), context);
      return { when, value: known(at, buildspec) };
    }
    const absent = 'tree' in meaning && !meaning.tree;
    const text = absent ? written(at, 'buildspec.yml') : new Node(inner.dialect, at, [{ ...meaning, when: ALWAYS }]).text();
    return { when, value: linker.file('buildspec', by, text, as) };
  });
  return choose(node.at, cases);
}
