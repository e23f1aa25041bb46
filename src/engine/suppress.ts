import type { Document } from '../documents/document.ts';
import { exact, Node } from '../documents/node.ts';
import { remarks } from '../documents/remarks.ts';
import { type Location, nameOfOrigin, outermost, type Source, spanOf } from '../model/location.ts';
import type { Complaint, Finding, Suppressed } from './report.ts';

/** `# pipelint: ignore[rule-a, rule-b] until 2027-01-31 the reason` */
const DIRECTIVE = /(?<=^|[ \t])#[ \t]*pipelint:[ \t]*ignore(?:\[([^\]\n]*)\])?[ \t]*(.*)$/gm;
const UNTIL = /^until[ =:]+(\d+(?:[./-]\d+)+|\d{4}\b)[ \t]*/;

/** One ignore, wherever it stands. */
export interface Ignore {
  readonly rules: readonly string[];
  readonly reason: string;
  /** The last day on which it counts, as `YYYY-MM-DD`. */
  readonly until: string | undefined;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly covers: Cover;
}

/**
 * Whatever begins on one of these lines of the file (zero-based) and all under it, a place and all under it, or what a
 * test says. The first two are looked up; a test is put to every finding.
 */
export type Cover = { readonly lines: readonly number[] } | Location | ((finding: Finding) => boolean);

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
  const coverage = new Coverage(active);
  const ids = new Map(active.map((ignore) => [ignore, new Set(ignore.rules.map((id) => terms.ruleOf(id)?.id))]));
  const used = new Map<Ignore, Set<string>>();
  const kept: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of findings) {
    const covering = coverage.of(finding).filter((ignore) => ids.get(ignore)?.has(finding.rule.id));
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

/** Finds the ignores that cover a finding by where it stands: a file can hold thousands of both. */
class Coverage {
  readonly #lines = new Map<string, Ignore[]>();
  readonly #places = new Map<Source, Map<string, Ignore[]>>();
  readonly #tests: Ignore[] = [];
  readonly #starts = new Map<Source, Map<string, number | undefined>>();

  constructor(ignores: readonly Ignore[]) {
    for (const ignore of ignores) {
      const { path, covers } = ignore;
      if (typeof covers === 'function') this.#tests.push(ignore);
      else if ('lines' in covers) for (const line of covers.lines) insert(this.#lines, `${path}\0${line}`, ignore);
      else insert(mapAt(this.#places, covers.source), covers.pointer, ignore);
    }
  }

  of(finding: Finding): Ignore[] {
    const found = new Set<Ignore>();
    const add = (ignores: readonly Ignore[] = []): void => ignores.forEach((ignore) => void found.add(ignore));
    const path = nameOfOrigin(outermost(finding.at).origin);
    if (this.#lines.size > 0) add(this.#lines.get(`${path}\0${spanOf(finding.at)?.start.line}`));
    for (const at of upwards(finding.at)) {
      add(this.#places.get(at.source)?.get(at.pointer));
      if (this.#lines.size > 0 && at.pointer !== '') add(this.#lines.get(`${path}\0${this.#lineOf(at)}`));
    }
    add(this.#tests.filter(({ covers }) => typeof covers === 'function' && covers(finding)));
    return [...found];
  }

  #lineOf(at: Location): number | undefined {
    const known = mapAt(this.#starts, at.source);
    if (!known.has(at.pointer)) known.set(at.pointer, spanOf(at)?.start.line);
    return known.get(at.pointer);
  }
}

function insert<K>(map: Map<K, Ignore[]>, key: K, ignore: Ignore): void {
  const known = map.get(key);
  if (known) known.push(ignore);
  else map.set(key, [ignore]);
}

function mapAt<V>(maps: Map<Source, Map<string, V>>, source: Source): Map<string, V> {
  const map = maps.get(source) ?? new Map<string, V>();
  maps.set(source, map);
  return map;
}

/** A place and everything that it stands in, also through embedded documents. */
function* upwards({ source, pointer }: Location): Generator<Location> {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) yield { source, pointer: at };
  yield { source, pointer: '' };
  if (source.host) yield* upwards(source.host);
}

/** The ignores that a document itself holds: comments, and the metadata of a template. */
export function ignoresOf(document: Document): Ignore[] {
  if (!document.text?.slice(...document.region).includes('pipelint')) return [];
  return [...comments(document), ...metadata(document)];
}

/** A comment beside a thing, or alone above it, covers that thing whole; in a script, the line that it stands on or above. */
function* comments(document: Document): Generator<Ignore> {
  for (const { match, line, about } of remarks(document, DIRECTIVE)) {
    const [, rules = '', rest = ''] = match;
    yield {
      rules: [...new Set(rules.split(',').map((rule) => rule.trim()))].filter(Boolean),
      reason: rest.replace(UNTIL, '').trim(),
      until: UNTIL.exec(rest)?.[1],
      path: nameOfOrigin(document.origin),
      line: line + 1,
      covers: { lines: about },
    };
  }
}

/** `Metadata: { pipelint: { ignore: [{ rule, reason, until }] } }` covers its resource, or the whole template. */
function* metadata(document: Document): Generator<Ignore> {
  const root = Node.of(exact, document.root, document.at(''));
  const resources = root.key('Resources').entries();
  for (const node of [root, ...resources.map(({ node: resource }) => resource)]) {
    for (const item of node.key('Metadata').key('pipelint').key('ignore').itemsOrSelf()) {
      const rules = item
        .key('rule')
        .itemsOrSelf()
        .flatMap((rule) => rule.plain() ?? []);
      yield {
        rules,
        reason: item.key('reason').plain() ?? '',
        until: item.key('until').exists ? (item.key('until').plain() ?? 'no day') : undefined,
        path: nameOfOrigin(document.origin),
        line: (spanOf(item.at)?.start.line ?? 0) + 1,
        covers: node.at,
      };
    }
  }
}
