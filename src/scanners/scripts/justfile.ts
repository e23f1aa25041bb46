import type { Location } from '../../model/location.ts';
import { type Text, written } from '../../model/text.ts';
import { ALWAYS } from '../../model/truth.ts';
import { carelessly, inOrder } from '../commands.ts';
import type { Read } from './index.ts';
import { PlainText } from './plain-text.ts';

interface Recipe {
  readonly before: readonly string[];
  readonly lines: { readonly text: string; readonly offset: number }[];
}

/** No person writes a longer one. */
const LONGEST_LINE = 1000;

const HEAD = /^@?([A-Za-z_][\w-]*)((?:\s+[^:=\s]+(?:=\S+)?)*)\s*:(?!=)\s*([^#]*)/;

/** A recipe with those that it depends on in front: https://just.systems/man/en/dependencies.html */
export const justScript: Read = ({ path, text }, { names }, follow) => {
  const recipes = parse(text);
  const name = names[0] ?? [...recipes.keys()][0];
  if (name === undefined || !recipes.has(name)) return `${path} has no recipe ${name ?? ''}`.trim();
  const source = new PlainText(path, text);
  const lines: Recipe['lines'] = [];
  const done = new Set<string>();
  const add = (one: string, depth: number): void => {
    const recipe = recipes.get(one);
    if (!recipe || done.has(one) || depth > 20) return;
    done.add(one);
    for (const before of recipe.before) add(before, depth + 1);
    lines.push(...recipe.lines);
  };
  add(name, 0);
  const items = lines.map(({ text: line, offset }) => {
    const [prefix] = /^[@-]*/.exec(line) ?? [''];
    const place = source.at(offset + prefix.length);
    return {
      thing: { at: place, when: ALWAYS, path: [name] },
      text: carelessly(place, shellOf(line.slice(prefix.length)), prefix.includes('-')),
    };
  });
  const thing = { at: source.at(lines[0]?.offset ?? 0), when: ALWAYS, path: [name] };
  return { title: `the recipe ${name} of ${path}`, commands: inOrder(items, { phase: '', follow }), ...thing };
};

function parse(text: string): ReadonlyMap<string, Recipe> {
  const recipes = new Map<string, Recipe>();
  const aliases: [string, string][] = [];
  let open: Recipe | undefined;
  let offset = 0;
  for (const line of text.split('\n')) {
    const head = line.length > LONGEST_LINE ? undefined : HEAD.exec(line);
    const [, alias, target] = /^alias\s+([\w-]+)\s*:=\s*([\w-]+)/.exec(line) ?? [];
    if (alias && target) aliases.push([alias, target]);
    else if (/^\s/.test(line)) take(open, line, offset);
    else if (head) {
      const before = (head[3] ?? '')
        .replace(/\(([\w-]+)[^)]*\)/g, '$1')
        .split(/\s+/)
        .filter((one) => /^[\w-]+$/.test(one));
      open = { before, lines: [] };
      recipes.set(head[1] ?? '', open);
    } else if (line.trim() && !line.startsWith('#')) open = undefined;
    offset += line.length + 1;
  }
  for (const [alias, target] of aliases) {
    const recipe = recipes.get(target);
    if (recipe) recipes.set(alias, recipe);
  }
  return recipes;
}

/** What all recipes run. */
export const justRecipes = (text: string, at: (offset: number) => Location): Text[] =>
  [...new Set(parse(text).values())].flatMap(({ lines }) =>
    lines.map(({ text: line, offset }) => {
      const start = /^[@-]*/.exec(line)?.[0].length ?? 0;
      return written(at(offset + start), shellOf(line.slice(start)));
    }),
  );

/** A recipe that begins with `#!` is one script. */
function take(recipe: Recipe | undefined, line: string, offset: number): void {
  const text = line.trim();
  if (!recipe || !text) return;
  const last = recipe.lines.at(-1);
  if (last && (/^#!/.test(last.text) || last.text.endsWith('\\'))) {
    recipe.lines[recipe.lines.length - 1] = { text: `${last.text}\n${line}`, offset: last.offset };
  } else if (!text.startsWith('#') || text.startsWith('#!')) {
    recipe.lines.push({ text, offset: offset + line.search(/\S/) });
  }
}

/** `{{name}}` is filled in by just. */
const shellOf = (line: string): string =>
  line.replace(/\{\{\s*([\w-]*)[^}]*\}\}/g, (_, name: string) => `\${${name.replaceAll('-', '_') || 'value'}}`);
