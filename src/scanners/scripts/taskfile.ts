import { Document } from '../../documents/document.ts';
import { type MapTree, ParseError, type Tree } from '../../documents/tree.ts';
import { below, type Location } from '../../model/location.ts';
import { type Text, written } from '../../model/text.ts';
import { ALWAYS } from '../../model/truth.ts';
import { carelessly, inOrder } from '../commands.ts';
import type { Read } from './index.ts';

interface Line {
  readonly at: Location;
  readonly text: string;
  readonly careless: boolean;
}

/** A task with those that it depends on in front: https://taskfile.dev/reference/schema */
export const taskScript: Read = ({ path, text }, { names }, follow) => {
  const document = parsed(path, text);
  const tasks = document && mapOf(document.root, 'tasks');
  if (!document || !tasks) return `${path} names no tasks`;
  const wanted = names.length > 0 ? names : ['default'];
  const [missing] = wanted.filter((name) => !tasks.entries.has(name));
  if (missing !== undefined) return `${path} has no task ${missing}`;
  const lines: Line[] = [];
  const done = new Set<string>();
  const add = (name: string, depth: number): void => {
    const task = tasks.entries.get(name)?.value;
    if (!task || done.has(name) || depth > 20) return;
    done.add(name);
    const at = below(document.at('/tasks'), name);
    if (task.kind === 'map') {
      for (const item of itemsOf(task.entries.get('deps')?.value)) add(textOf(item, 'task') ?? '', depth + 1);
    }
    for (const { item, at: place } of linesOf(task, at)) {
      const called = item.kind === 'map' ? textOf(item, 'task') : undefined;
      const command = textOf(item, 'cmd');
      if (called !== undefined) add(called, depth + 1);
      else if (command !== undefined) lines.push({ at: place, text: command, careless: isIgnored(item) });
    }
  };
  for (const name of wanted) add(name, 0);
  const items = lines.map(({ at, text: line, careless }) => ({
    thing: { at, when: ALWAYS, path: wanted },
    text: carelessly(at, shellOf(line), careless),
  }));
  const at = below(document.at('/tasks'), wanted[0] ?? '');
  return {
    at,
    when: ALWAYS,
    path: wanted,
    title: `the task ${wanted.join(', ')} of ${path}`,
    commands: inOrder(items, { phase: '', errexit: true, follow }),
  };
};

/** What all tasks run. */
export function taskTexts(document: Document): Text[] {
  const tasks = mapOf(document.root, 'tasks');
  return [...(tasks?.entries ?? [])].flatMap(([name, { value: task }]) => {
    const at = below(document.at('/tasks'), name);
    return linesOf(task, at).flatMap(({ item, at: place }) => {
      const command = textOf(item, 'cmd');
      return command === undefined ? [] : written(place, shellOf(command));
    });
  });
}

/** The items of what a task does, each in its place. */
const linesOf = (task: Tree, at: Location): { readonly item: Tree; readonly at: Location }[] => {
  const listed =
    task.kind === 'map'
      ? ['cmds', 'cmd'].filter((key) => task.entries.has(key)).map((key) => ({ tree: task.entries.get(key)?.value, at: below(at, key) }))
      : [{ tree: task, at }];
  return listed.flatMap(({ tree, at: place }) =>
    itemsOf(tree).map((item, i) => ({ item, at: tree?.kind === 'list' ? below(place, String(i)) : place })),
  );
};

function parsed(path: string, text: string): Document | undefined {
  try {
    return Document.parse({ kind: 'file', path }, text)[0];
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

function mapOf(tree: Tree, key: string): MapTree | undefined {
  const inner = tree.kind === 'map' ? tree.entries.get(key)?.value : undefined;
  return inner?.kind === 'map' ? inner : undefined;
}

const itemsOf = (tree: Tree | undefined): readonly Tree[] =>
  tree?.kind === 'list' ? tree.items : tree?.kind === 'text' || tree?.kind === 'map' ? [tree] : [];

/** A text, or what a map holds under a key. */
function textOf(tree: Tree, key: string): string | undefined {
  if (tree.kind === 'text') return tree.text;
  const inner = tree.kind === 'map' ? tree.entries.get(key)?.value : undefined;
  return inner?.kind === 'text' ? inner.text : undefined;
}

const isIgnored = (tree: Tree): boolean => tree.kind === 'map' && textOf(tree, 'ignore_error') === 'true';

/** `{{.NAME}}` is filled in by task. */
const shellOf = (line: string): string => line.replace(/\{\{[\s.-]*(\w*)[^}]*\}\}/g, (_, name: string) => `\${${name || 'value'}}`);
