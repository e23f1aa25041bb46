import { dirname, join, resolve } from 'node:path';
import { Document } from '../documents/document.ts';
import type { FoundFile } from '../documents/files.ts';
import { jsonOf, textOf } from '../documents/files-json.ts';
import { inside } from '../documents/files-paths.ts';
import { ParseError } from '../documents/tree.ts';
import type { Note } from '../model/world.ts';
import type { Scan } from './scanner.ts';

/** What a cloud assembly tells about one of its templates; the user's own word for a parameter counts for more. */
export interface Synthesised {
  tells(given: Scan['given']): Pick<Scan, 'given' | 'constructs'>;
}

const NOTHING: Synthesised = { tells: (given) => ({ given }) };

/** Everything that the CDK wrote among the files of a run. */
export interface Assemblies {
  /** Undefined for a file of an assembly that is no template of it: an asset, a manifest, a copy. */
  of(file: FoundFile): Synthesised | undefined;
  /** Apps whose stacks are not here to see. */
  readonly gaps: readonly Note[];
}

/** https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema */
export function assembliesIn(files: readonly FoundFile[]): Assemblies {
  const templates = new Map<string, Synthesised>();
  const folders = new Set<string>();
  const candidates = files
    .filter(({ path }) => /(^|[/\\])manifest\.json$|\.template\.json$/.test(path))
    .map(({ absolute }) => dirname(absolute));
  for (const folder of [...new Set(candidates)].sort((a, b) => a.length - b.length)) {
    if (isWithin(folder, folders)) continue; // a nested one is read with the one around it, an asset never
    if (readAssembly(folder, templates)) folders.add(folder);
  }
  return {
    of: (file) => templates.get(file.absolute) ?? (file.named || !isWithin(file.absolute, folders) ? NOTHING : undefined),
    gaps: files
      .filter(({ path, absolute }) => /(^|[/\\])cdk\.json$/.test(path) && !isWithin(absolute, folders))
      .flatMap((file) => gapOf(file, folders)),
  };
}

const isWithin = (path: string, folders: ReadonlySet<string>): boolean => [...folders].some((folder) => inside(folder, path));

/** @returns whether the folder is an assembly */
function readAssembly(folder: string, templates: Map<string, Synthesised>): boolean {
  const manifest = jsonOf(join(folder, 'manifest.json'));
  if (textIn(manifest, 'version') === undefined) return false;
  const artifacts = entriesIn(manifest, 'artifacts').map(([, artifact]) => artifact);
  const stacks = artifacts.filter((artifact) => textIn(artifact, 'type') === 'aws:cloudformation:stack');
  const inner = artifacts.filter((artifact) => textIn(artifact, 'type') === 'cdk:cloud-assembly');
  for (const stack of stacks) readStack(folder, stack, templates);
  for (const { directoryName } of inner.map((artifact) => ({ directoryName: textIn(keyIn(artifact, 'properties'), 'directoryName') }))) {
    const nested = directoryName === undefined ? undefined : resolve(folder, directoryName);
    if (nested !== undefined && nested !== folder && inside(folder, nested)) readAssembly(nested, templates);
  }
  return stacks.length > 0 || inner.length > 0;
}

function readStack(folder: string, stack: unknown, templates: Map<string, Synthesised>): void {
  const file = textIn(keyIn(stack, 'properties'), 'templateFile');
  if (file === undefined) return;
  const more = textIn(stack, 'additionalMetadataFile');
  const metadata = [
    ...entriesIn(stack, 'metadata'),
    ...(more === undefined ? [] : entriesIn({ more: jsonOf(join(folder, more)) }, 'more')),
  ];
  const said = metadata.flatMap(([path, list]) => (Array.isArray(list) ? list : []).map((entry: unknown) => ({ path, entry })));
  const of = (type: string): { path: string; data: string }[] =>
    said.flatMap(({ path, entry }) => {
      const data = textIn(entry, 'type') === type ? textIn(entry, 'data') : undefined;
      return data === undefined ? [] : [{ path: path.replace(/^\//, ''), data }];
    });
  const environment = environmentOf(textIn(stack, 'environment') ?? '');
  const owners = of('aws:cdk:templateFile').sort((a, b) => b.path.length - a.path.length);
  const ids = of('aws:cdk:logicalId').map(({ path, data }) => {
    const owner = owners.find((one) => path.startsWith(`${one.path}/`));
    return { path, id: data, file: owner?.data };
  });
  const take = (name: string): void => {
    const absolute = resolve(folder, name);
    if (templates.has(absolute) || !inside(folder, absolute)) return;
    const own = ids.filter((one) => one.file === undefined || one.file === name);
    const constructs = new Map(own.map(({ id, path }) => [id, path]));
    templates.set(absolute, { tells: (given) => ({ given: new Map([...environment, ...given]), constructs }) });
    for (const inner of assetsOf(absolute)) take(inner);
  };
  take(file);
  for (const { data } of owners) take(data);
}

/** `aws://111122223333/eu-west-1`; a stack for anywhere says `unknown-account`. */
function environmentOf(text: string): ReadonlyMap<string, string> {
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(text) ?? [];
  const known = new Map<string, string>();
  if (/^\d{12}$/.test(account)) known.set('AWS::AccountId', account);
  if (region && region !== 'unknown-region') known.set('AWS::Region', region);
  return known;
}

/** The templates of nested stacks, as the stack that holds them names them. */
const assetsOf = (template: string): string[] =>
  entriesIn(jsonOf(template), 'Resources').flatMap(([, resource]) => {
    const nested = textIn(resource, 'Type') === 'AWS::CloudFormation::Stack';
    return nested ? (textIn(keyIn(resource, 'Metadata'), 'aws:asset:path') ?? []) : [];
  });

/** An app that nobody has synthesised, or whose output is not among what is scanned. */
function gapOf({ path, absolute }: FoundFile, folders: ReadonlySet<string>): Note[] {
  const app = jsonOf(absolute);
  if (textIn(app, 'app') === undefined) return [];
  const output = textIn(app, 'output') ?? 'cdk.out';
  const folder = resolve(dirname(absolute), output);
  if (folders.has(folder)) return [];
  const at = placeIn(absolute, path);
  if (!at) return [];
  const settle = jsonOf(join(folder, 'manifest.json')) === undefined ? 'run `npx cdk synth`, then scan' : `scan ${output} too`;
  return [{ at, text: `the stacks of this CDK app are written in code, and not here to read: ${settle}`, settle }];
}

function placeIn(absolute: string, path: string): Note['at'] | undefined {
  try {
    return Document.parse({ kind: 'file', path }, textOf(absolute) ?? '')[0]?.at('/app');
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

const keyIn = (data: unknown, key: string): unknown =>
  typeof data === 'object' && data !== null && Object.hasOwn(data, key) ? (data as Record<string, unknown>)[key] : undefined;

function textIn(data: unknown, key: string): string | undefined {
  const value = keyIn(data, key);
  return typeof value === 'string' ? value : undefined;
}

function entriesIn(data: unknown, key: string): [string, unknown][] {
  const value = keyIn(data, key);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
