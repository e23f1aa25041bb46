import type { Location } from '../../model/location.ts';
import type { Piece, Text } from '../../model/text.ts';
import { ALWAYS } from '../../model/truth.ts';
import { known } from '../../model/value.ts';
import { carelessly, inOrder } from '../commands.ts';
import type { Read } from './index.ts';
import { PlainText } from './plain-text.ts';

interface Rule {
  readonly prerequisites: string[];
  /** The lines of its recipe, and where in the file each begins. */
  readonly recipe: { readonly text: string; readonly offset: number }[];
}

interface Makefile {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly variables: ReadonlyMap<string, string>;
  /** Variables that are set once, and come what may, as far as the file says: not by `?=`, and not under `ifeq`. */
  readonly fixed: ReadonlySet<string>;
  /** Another file may hold the target: `include`. */
  readonly includes: boolean;
  readonly errexit: boolean;
}

/** More lines than this no target runs, and longer ones no person writes. */
const MOST = 2000;
const LONGEST_LINE = 10_000;

/** A target with its prerequisites in front: https://www.gnu.org/software/make/manual/html_node/Rule-Syntax.html */
export const makeScript: Read = ({ path, text }, { names, careless }, follow) => {
  const makefile = parse(text);
  const [first] = [...makefile.rules.keys()].filter((name) => !name.startsWith('.') && !name.includes('%'));
  const wanted = names.length > 0 ? names : first === undefined ? [] : [makefile.variables.get('.DEFAULT_GOAL') ?? first];
  const [missing] = wanted.filter((name) => !makefile.rules.has(name));
  if (missing !== undefined || wanted.length === 0)
    return `${path} has no target ${missing ?? ''}${makefile.includes ? ' of its own' : ''}`.trim();
  const source = new PlainText(path, text);
  const lines = linesOf(wanted, makefile);
  const items = lines.map(({ text: line, offset }) => {
    const prefix = prefixOf(line);
    const ignored = careless === true || prefix.includes('-');
    const start = offset + prefix.length;
    const at = source.at(start);
    const pieces = piecesOf(line.slice(prefix.length), (index) => source.at(start + index), shortValue(makefile.variables));
    return { thing: { at, when: ALWAYS, path: wanted }, text: carelessly(at, pieces, ignored) };
  });
  const at = source.at(lines[0]?.offset ?? 0);
  const around = { phase: '', errexit: makefile.errexit, follow: follow && ((run, item) => follow(run, item, [])) } satisfies Parameters<
    typeof inOrder
  >[1];
  return { at, when: ALWAYS, path: wanted, title: `the target ${wanted.join(', ')} of ${path}`, commands: inOrder(items, around) };
};

/** What make takes from a line before the shell gets it: `@`, `-`, `+`. */
const prefixOf = (line: string): string => /^[@+\s-]*/.exec(line)?.[0] ?? '';

/** What all targets run, in the order of the file; a variable that may hold something else is one of the shell. */
export function makeRecipes(text: string, at: (offset: number) => Location): Text[] {
  const makefile = parse(text);
  const lines = new Map([...makefile.rules.values()].flatMap(({ recipe }) => recipe.map((line) => [line.offset, line.text])));
  return [...lines]
    .sort(([a], [b]) => a - b)
    .map(([offset, line]) => {
      const start = offset + prefixOf(line).length;
      return known(
        at(start),
        piecesOf(
          line.slice(start - offset),
          (index) => at(start + index),
          (name) => fixedValue(name, makefile),
        ),
      );
    });
}

/** The lines in the order in which they run, each target once. */
function linesOf(wanted: readonly string[], { rules }: Makefile): Rule['recipe'] {
  const done = new Set<string>();
  const lines: Rule['recipe'] = [];
  const stack = wanted.map((name) => ({ name, ready: false })).reverse();
  for (let top = stack.pop(); top && lines.length < MOST; top = stack.pop()) {
    const rule = rules.get(top.name);
    if (top.ready) lines.push(...(rule?.recipe ?? []));
    if (top.ready || done.has(top.name) || !rule) continue;
    done.add(top.name);
    stack.push({ name: top.name, ready: true });
    for (const name of [...rule.prerequisites].reverse()) stack.push({ name, ready: false });
  }
  return lines;
}

const ASSIGNMENT = /^(?:export\s+|override\s+)?([\w.-]+)\s*([:?+!]{0,3})=\s*(.*)$/;
const RULE = /^([^\t#:=][^:=#]*?)\s*::?(?!=)\s*([^;#=]*)(?:;(.*))?(?:#.*)?$/;

function parse(text: string): Makefile {
  const rules = new Map<string, Rule>();
  const variables = new Map<string, string>();
  const set = new Map<string, number>();
  let [includes, errexit] = [false, false];
  let conditions = 0;
  let open: Rule[] = [];
  for (const { line, offset } of logicalLines(text)) {
    if (line.startsWith('\t')) {
      if (line.trim()) for (const rule of open) rule.recipe.push({ text: line.slice(1), offset: offset + 1 });
      continue;
    }
    if (line.length > LONGEST_LINE || !line.trim() || /^\s*#/.test(line)) continue;
    if (/^-?s?include\s/.test(line)) includes = true;
    if (/^\s*if(n?eq|n?def)\b/.test(line)) conditions += 1;
    if (/^\s*endif\b/.test(line)) conditions -= 1;
    const assignment = ASSIGNMENT.exec(line);
    if (assignment) {
      const [, name = '', operator = '', value = ''] = assignment;
      if (name === '.SHELLFLAGS') errexit = /-\w*e/.test(value);
      variables.set(name, value.trim());
      set.set(name, (set.get(name) ?? 0) + (conditions > 0 || /[?+!]/.test(operator) ? 2 : 1));
      continue;
    }
    const found = RULE.exec(line);
    if (!found) continue; // `ifeq`, `define`: what stands under them is read as if it always did
    const [, targets = '', prerequisites = '', recipe] = found;
    open = expand(targets, variables)
      .split(/\s+/)
      .filter(Boolean)
      .map((name) => {
        const rule = rules.get(name) ?? { prerequisites: [], recipe: [] };
        rules.set(name, rule);
        return rule;
      });
    for (const rule of open) {
      rule.prerequisites.push(
        ...expand(prerequisites, variables)
          .split(/[\s|]+/)
          .filter(Boolean),
      );
      if (recipe?.trim()) rule.recipe.push({ text: recipe, offset: offset + line.indexOf(';') + 1 });
    }
  }
  const fixed = new Set([...set].flatMap(([name, times]) => (times === 1 ? name : [])));
  return { rules, variables, fixed, includes, errexit };
}

/** Lines that end in a backslash go on. */
function* logicalLines(text: string): Generator<{ readonly line: string; readonly offset: number }> {
  let offset = 0;
  let [line, start] = ['', 0];
  for (const one of text.split('\n')) {
    line += one;
    offset += one.length + 1;
    if (one.endsWith('\\')) {
      line += '\n';
      continue;
    }
    yield { line, offset: start };
    [line, start] = ['', offset];
  }
  if (line) yield { line, offset: start };
}

const VARIABLE = /\$(?:\(([\w.-]+)\)|\{([\w.-]+)\})/g;

/** Variables of plain texts are filled in; the others stay. */
const expand = (text: string, variables: ReadonlyMap<string, string>): string =>
  text.replace(VARIABLE, (whole, round?: string, curly?: string) => variables.get(round ?? curly ?? '') ?? whole);

/** What make fills in, and what it leaves of `$$`. */
const FILLED = new RegExp(`\\$\\$|${VARIABLE.source}`, 'g');

/**
 * As the shell gets it, each part in its place: `$$X` is `$X`, `$(MAKE)` is make, and a variable that nobody knows the value of
 * becomes one of the shell.
 */
function piecesOf(line: string, at: (offset: number) => Location, filled: (name: string) => string | undefined): Piece[] {
  const pieces: Piece[] = [];
  const add = (literal: string, offset: number): void => {
    if (literal) pieces.push({ literal, at: at(offset) });
  };
  let end = 0;
  for (const { 0: whole, 1: round, 2: curly, index } of line.matchAll(FILLED)) {
    add(line.slice(end, index), end);
    const name = round ?? curly ?? '';
    add(whole === '$$' ? '$' : name === 'MAKE' ? 'make' : (filled(name) ?? `\${${name}}`), index);
    end = index + whole.length;
  }
  add(line.slice(end), end);
  return pieces;
}

const shortValue =
  (variables: ReadonlyMap<string, string>) =>
  (name: string): string | undefined => {
    const value = variables.get(name);
    return value !== undefined && value.length < 200 && !/\$/.test(value) ? value : undefined;
  };

/** Variables inside variables are followed so far. */
const DEEPEST = 5;

function fixedValue(name: string, makefile: Makefile, depth = 0): string | undefined {
  const value = makefile.fixed.has(name) ? makefile.variables.get(name) : undefined;
  if (value === undefined || value.length > 200 || depth > DEEPEST) return undefined;
  return value.replace(FILLED, (whole, round?: string, curly?: string) =>
    whole === '$$' ? '$' : (fixedValue(round ?? curly ?? '', makefile, depth + 1) ?? `\${${round ?? curly ?? ''}}`),
  );
}
