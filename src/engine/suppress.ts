import type { Document } from '../documents/document.ts';
import { exact, Node } from '../documents/node.ts';
import type { Tree } from '../documents/tree.ts';
import { contains, escapePointer, nameOfOrigin, outermost } from '../model/location.ts';
import { placeOf } from './place.ts';
import type { Complaint, Finding, Suppressed } from './report.ts';

/** `# pipelint: ignore[rule-a, rule-b] until 2027-01-31 the reason` */
const DIRECTIVE = /(?<=^|[ \t])#[ \t]*pipelint:[ \t]*ignore(?:\[([^\]\n]*)\])?[ \t]*(.*)$/gm;
const UNTIL = /^until[ =:]+(\d{4}-\d{2}-\d{2})\b[ \t]*/;

/** One ignore, wherever it stands. */
export interface Ignore {
  readonly rules: readonly string[];
  readonly reason: string;
  /** The last day on which it counts, as `YYYY-MM-DD`. */
  readonly until: string | undefined;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  covers(finding: Finding): boolean;
}

/** What suppression needs to know of the run. */
export interface Terms {
  readonly today: Date;
  /** The rule that an id or alias means; undefined if there is none. */
  readonly ruleOf: (id: string) => { readonly id: string } | undefined;
  readonly suggest: (id: string) => string | undefined;
  /** Not everything was looked at: an ignore that matched nothing proves nothing. */
  readonly narrowed: boolean;
}

/** Take out what an ignore covers, and complain of the ignores that are wrong. */
export function suppress(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
  terms: Terms,
): { findings: Finding[]; suppressed: Suppressed[]; complaints: Complaint[] } {
  const complaints: Complaint[] = [];
  const complain = ({ path, line }: Ignore, message: string): void => void complaints.push({ path, line, message });
  const today = terms.today.toISOString().slice(0, 10);
  const active = ignores.filter((ignore) => {
    for (const id of ignore.rules) {
      if (terms.ruleOf(id)) continue;
      const near = terms.suggest(id);
      complain(ignore, `ignores the rule ${id}, which does not exist${near ? `; did you mean ${near}?` : ''}`);
    }
    if (ignore.rules.length === 0) complain(ignore, 'names no rule: write ignore[rule-id] and the reason');
    else if (!ignore.reason) complain(ignore, 'gives no reason, so it does not count: write the reason behind the brackets');
    else if (ignore.until !== undefined && !isDay(ignore.until))
      complain(ignore, `ends on ${ignore.until}, which is no day, so it does not count`);
    else if (ignore.until !== undefined && ignore.until < today) complain(ignore, `ended on ${ignore.until}`);
    else return true;
    return false;
  });
  const used = new Map<Ignore, Set<string>>();
  const kept: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of findings) {
    const covering = active.filter(
      (ignore) => ignore.rules.some((id) => terms.ruleOf(id)?.id === finding.rule.id) && ignore.covers(finding),
    );
    for (const ignore of covering) used.set(ignore, (used.get(ignore) ?? new Set()).add(finding.rule.id));
    const [ignore] = covering;
    if (ignore && finding.outcome === 'problem') suppressed.push({ finding, reason: ignore.reason });
    else kept.push(finding);
  }
  if (!terms.narrowed) {
    for (const ignore of active) {
      const idle = ignore.rules.filter((id) => terms.ruleOf(id) && !used.get(ignore)?.has(terms.ruleOf(id)?.id ?? ''));
      if (idle.length > 0) complain(ignore, `ignores ${idle.join(', ')}, which found nothing here`);
    }
  }
  return { findings: kept, suppressed, complaints };
}

const isDay = (day: string): boolean => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};

/** The ignores that a document itself holds: comments, and the metadata of a template. */
export const ignoresOf = (document: Document): Ignore[] =>
  document.text?.includes('pipelint') ? [...comments(document), ...metadata(document)] : [];

/** A comment beside a thing, or alone above it, covers that thing whole; in a script, the line that it stands on or above. */
function* comments(document: Document): Generator<Ignore> {
  const text = document.text ?? '';
  const places = [...starts(document.located)];
  if (document.located.start < 0 || /^\s*[[{]/.test(text)) return; // JSON has no comments
  for (const { index, 1: rules, 2: rest = '' } of text.matchAll(DIRECTIVE)) {
    const inside = places.find(({ tree }) => tree.kind === 'text' && tree.start <= index && index < tree.end);
    if (inside && (inside.tree.kind !== 'text' || text[inside.tree.start - 1] !== '\n')) continue; // a quoted string
    const from = text.lastIndexOf('\n', index) + 1;
    const alone = text.slice(from, index).trim() === '';
    const line = lineAt(text, index);
    const covers = inside
      ? onLine(document, alone ? nextLine(text, line) : line)
      : underPlace(document, alone ? places.find(({ start }) => start > index) : places.find(({ start }) => start >= from));
    yield { ...directive(rules, rest), path: nameOfOrigin(document.origin), line: line + 1, covers };
  }
}

const onLine =
  (document: Document, line: number) =>
  (finding: Finding): boolean =>
    outermost(finding.at).origin === document.origin && placeOf(finding.at).line === line + 1;

const underPlace =
  (document: Document, place: { pointer: string } | undefined) =>
  (finding: Finding): boolean =>
    place !== undefined && contains(document.at(place.pointer), finding.at);

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length - 1;

/** The next line that is no comment. */
function nextLine(text: string, line: number): number {
  const lines = text.split('\n');
  let at = line + 1;
  while (at < lines.length && /^\s*(#|$)/.test(lines[at] ?? '')) at += 1;
  return at;
}

function directive(rules: string | undefined, rest: string): Pick<Ignore, 'rules' | 'reason' | 'until'> {
  const until = UNTIL.exec(rest)?.[1];
  return {
    rules: (rules ?? '')
      .split(',')
      .map((rule) => rule.trim())
      .filter(Boolean),
    reason: rest.replace(UNTIL, '').trim(),
    until,
  };
}

/** Everything that begins somewhere, widest first: an entry begins at its key. */
function* starts(tree: Tree, pointer = '', start = -1): Generator<{ start: number; pointer: string; tree: Tree }> {
  if (pointer) yield { start: start < 0 ? tree.start : start, pointer, tree };
  if (tree.kind === 'list') for (const [i, item] of tree.items.entries()) yield* starts(item, `${pointer}/${i}`);
  if (tree.kind === 'map')
    for (const [key, { value, start: at }] of tree.entries) yield* starts(value, `${pointer}/${escapePointer(key)}`, at);
}

/** `Metadata: { pipelint: { ignore: [{ rule, reason, until }] } }` covers its resource, or the whole template. */
function* metadata(document: Document): Generator<Ignore> {
  const root = Node.of(exact, document.root, document.at(''));
  const holders = [
    { node: root, pointer: '' },
    ...root
      .key('Resources')
      .entries()
      .map(({ node }) => ({ node, pointer: node.at.pointer })),
  ];
  for (const { node, pointer } of holders) {
    for (const item of node.key('Metadata').key('pipelint').key('ignore').itemsOrSelf()) {
      const rules = item
        .key('rule')
        .itemsOrSelf()
        .flatMap((rule) => rule.plain() ?? []);
      yield {
        rules,
        reason: item.key('reason').plain() ?? '',
        until: item.key('until').plain(),
        path: nameOfOrigin(document.origin),
        line: placeOf(item.at).line,
        covers: underPlace(document, { pointer }),
      };
    }
  }
}
