import { isAbsolute, resolve } from 'node:path';
import { Document } from '../documents/document.ts';
import { type Found, type FoundFile, isCandidate } from '../documents/files.ts';
import { readOurs } from '../documents/files-content.ts';
import { textOf } from '../documents/files-json.ts';
import { isToml } from '../documents/files-listing.ts';
import { shownPath } from '../documents/files-paths.ts';
import { allReferenced, findReferenced, hasFile, hasFolder } from '../documents/files-references.ts';
import { ParseError } from '../documents/tree.ts';
import { loadTolerance, refusals } from '../documents/yaml.ts';
import type { IamScope } from '../model/identity.ts';
import type { Origin } from '../model/location.ts';
import { type Model, TITLES } from '../model/model.ts';
import { saysDelivery } from '../model/policy/owner.ts';
import { assembliesIn } from './cdk.ts';
import type { FileLink, Whole } from './file-link.ts';
import { isPolicyAlone } from './iam-json.ts';
import { scannerOf } from './index.ts';
import { Linker } from './linker.ts';
import type { Find, Scan, Scanner } from './scanner.ts';
import { Repository } from './scripts/repository.ts';

/** What became of one file. */
export interface ReadFile {
  readonly path: string;
  readonly as: string;
  readonly documents: readonly Document[];
  readonly error?: { readonly line: number; readonly message: string };
}

export interface Everything {
  readonly model: Model;
  readonly files: readonly ReadFile[];
}

/**
 * Read every file, add what it defines to one model, and follow the links between them. Files that something refers to are
 * read too, to be linked to and never judged.
 */
export async function readAll(
  found: Found,
  given: ReadonlyMap<string, string>,
  cwd: string,
  iam: IamScope = 'delivery',
): Promise<Everything> {
  const linker = new Linker(repositoryIn(found.roots, cwd), iam);
  const scan: Scan = { linker, given, context: false, find: finder(found.roots, cwd) };
  const assemblies = assembliesIn(found.files);
  for (const gap of assemblies.gaps) linker.gap(gap);
  linker.commit();
  const files: ReadFile[] = [];
  for (const file of found.files) {
    const synthesised = isCandidate(file) ? assemblies.of(file) : undefined;
    const policies = file.named || iam === 'all' || saysDelivery(file.path);
    files.push(synthesised ? await readFile(file, { ...scan, ...synthesised.tells(given) }, policies) : notOurs(file.path));
  }
  const known = new Map(files.map((file) => [resolve(cwd, file.path), file]));
  for (const link of linker.files) await follow(link, known, { ...scan, context: true }, found.roots, cwd);
  for (const presence of linker.presences) {
    const { origin } = presence.at.source;
    if (origin.kind !== 'file') continue;
    const isThere = presence.of === 'file' ? hasFile : hasFolder;
    for (const path of presence.paths.filter((one) => !isAbsolute(one))) presence.saw(path, isThere(origin.path, path, found.roots, cwd));
  }
  return { model: linker.seal(), files };
}

/** The files that commands run: looked for only when somebody follows one. */
const repositoryIn = (roots: readonly string[], cwd: string): Repository =>
  new Repository((from, path) =>
    allReferenced(from, path, roots, cwd).flatMap((absolute) => {
      const text = textOf(absolute);
      return text === undefined ? [] : [{ path: shownPath(absolute, cwd), text }];
    }),
  );

/** What a definition is spread over is read with it. */
const finder =
  (roots: readonly string[], cwd: string): Find =>
  ({ source: { origin } }, path) => {
    const absolute = origin.kind === 'file' ? findReferenced(origin.path, path, roots, cwd) : undefined;
    const text = absolute === undefined ? undefined : textOf(absolute);
    if (absolute === undefined || text === undefined) return undefined;
    try {
      const [document] = Document.parse({ kind: 'file', path: shownPath(absolute, cwd) }, text);
      return document && document.root.kind !== 'text' ? { document, ours: scannerOf(document) !== undefined } : undefined;
    } catch (error) {
      if (error instanceof ParseError) return undefined;
      throw error;
    }
  };

const notOurs = (path: string): ReadFile => ({ path, as: 'not ours', documents: [] });

/** @param policies Is it ours if it is a policy document and nothing else? */
async function readFile(file: Pick<FoundFile, 'path' | 'absolute'> & Partial<FoundFile>, scan: Scan, policies = true): Promise<ReadFile> {
  const { path } = file;
  try {
    const text = readOurs(file, policies);
    if (text === undefined) return notOurs(path);
    const origin = { kind: 'file', path } as const;
    const documents = await parse(origin, text);
    const scanners = documents.flatMap((document) => {
      const scanner = policies || !isPolicyAlone(document.root) ? scannerOf(document) : undefined;
      return scanner ? [{ scanner, document }] : [];
    });
    for (const one of scanners) await scanDocument(one.scanner, one.document, scan);
    const names = [...new Set(scanners.map(({ scanner }) => scanner.name))];
    return { path, as: names.join(', ') || 'not ours', documents: scanners.map(({ document }) => document) };
  } catch (error) {
    scan.linker.discard();
    return { path, as: 'error', documents: [], error: explain(error) };
  }
}

/** Where a text inside the document was refused, it is read again with the parser that is loaded only now. */
async function scanDocument(scanner: Scanner, document: Document, scan: Scan): Promise<void> {
  const before = refusals();
  scanner.scan(document, scan);
  if (refusals() > before) {
    await loadTolerance();
    scan.linker.discard();
    scanner.scan(document, scan);
  }
  scan.linker.commit();
}

/** Where the fast parser refuses a whole file, the other one is asked at once. */
async function parse(origin: Origin, text: string): Promise<Document[]> {
  if (origin.kind === 'file' && isToml(origin.path)) return [(await import('../documents/toml-document.ts')).tomlDocument(origin, text)];
  try {
    return Document.parse(origin, text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    await loadTolerance();
    return Document.parse(origin, text);
  }
}

function explain(error: unknown): { line: number; message: string } {
  if (error instanceof ParseError) return { line: error.line + 1, message: error.message };
  if (error instanceof Error && 'code' in error) return { line: 1, message: `cannot be read (${String(error.code)})` };
  throw error;
}

/** Find the file that something refers to, and read it if nobody has. */
async function follow(
  link: FileLink<Whole>,
  known: Map<string, ReadFile>,
  scan: Scan,
  roots: readonly string[],
  cwd: string,
): Promise<void> {
  const { origin } = link.at.source;
  if (origin.kind !== 'file') return link.fail('the repository is not here to read');
  for (const path of link.paths) {
    const absolute = findReferenced(origin.path, path, roots, cwd);
    if (absolute === undefined) continue;
    const file = known.get(absolute) ?? (await readFile({ path: shownPath(absolute, cwd), absolute }, scan));
    known.set(absolute, file);
    if (file.error) link.fail(`${path} cannot be read: ${file.error.message}`);
    const whole = scan.linker.wholeOf(link.kind, file.documents);
    if (whole) link.resolve(path, whole);
    else if (!file.error) link.fail(`${path} is no ${TITLES[link.kind]}`);
  }
}
