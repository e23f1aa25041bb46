import { Document } from '../../documents/document.ts';
import type { Tree } from '../../documents/tree.ts';
import { ParseError } from '../../documents/tree.ts';
import { below } from '../../model/location.ts';
import { type Text, written } from '../../model/text.ts';
import { ALWAYS } from '../../model/truth.ts';
import { inOrder } from '../commands.ts';
import type { Read } from './index.ts';

/** A script with what runs before and after it: https://docs.npmjs.com/cli/v11/using-npm/scripts#pre--post-scripts */
export const packageScript: Read = ({ path, text }, request, follow) => {
  const document = parsed(path, text);
  const scripts = document && entriesOf(document.root, 'scripts');
  if (!document || !scripts) return request.perhaps ? undefined : `${path} names no scripts`;
  const names = request.names.flatMap((name) => matching(name, [...scripts.keys()]));
  if (names.length === 0 && request.perhaps) return undefined;
  const [missing] = request.names.filter((name) => matching(name, [...scripts.keys()]).length === 0);
  if (missing !== undefined && !request.optional) return `${path} has no script ${missing}`;
  const at = document.at('/scripts');
  const wanted = names.flatMap((name) => [`pre${name}`, name, `post${name}`]).filter((name) => scripts.has(name));
  const items = wanted.map((name) => {
    const place = below(at, name);
    return { thing: { at: place, when: ALWAYS, path: [name] }, text: written(place, scripts.get(name) ?? '') };
  });
  return {
    at: names[0] === undefined ? at : below(at, names[0]),
    when: ALWAYS,
    path: names,
    title: `the script ${request.names.join(', ')} of ${path}`,
    commands: inOrder(items, { phase: '', follow }),
  };
};

/** What all scripts run. */
export const packageTexts = (document: Document): Text[] =>
  [...(entriesOf(document.root, 'scripts') ?? [])].map(([name, text]) => written(below(document.at('/scripts'), name), text));

/** `test:*` names several. */
function matching(name: string, all: readonly string[]): string[] {
  if (all.includes(name)) return [name];
  if (!name.includes('*')) return [];
  const start = name.slice(0, name.indexOf('*'));
  return all.filter((one) => one.startsWith(start) && (name.includes('**') || !one.slice(start.length).includes(':')));
}

function parsed(path: string, text: string): Document | undefined {
  try {
    return Document.parse({ kind: 'file', path }, text)[0];
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

function entriesOf(root: Tree, key: string): Map<string, string> | undefined {
  const inner = root.kind === 'map' ? root.entries.get(key)?.value : undefined;
  if (inner?.kind !== 'map') return undefined;
  return new Map([...inner.entries].flatMap(([name, { value }]) => (value.kind === 'text' ? [[name, value.text] as const] : [])));
}
