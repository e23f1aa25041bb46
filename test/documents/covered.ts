import { Document } from '../../src/documents/document.ts';
import { embedded } from '../../src/documents/embedded.ts';
import { exact, Node } from '../../src/documents/node.ts';
import type { Finding } from '../../src/engine/report.ts';
import { ignoresOf, suppress, type Terms } from '../../src/engine/suppress.ts';
import type { Location } from '../../src/model/location.ts';

export const parse = (text: string, path = 'a.yaml'): Document[] => Document.parse({ kind: 'file', path }, text);
/** Three rules, one of them with an old name; nothing was left out. */
export const TERMS: Terms = {
  today: new Date('2026-11-20T12:00:00Z'),
  ruleOf: (id) => (/^(one|two|three|alias)$/.test(id) ? { id: id === 'alias' ? 'one' : id } : undefined),
  suggest: (id) => (id === 'onne' ? 'one' : undefined),
  narrowed: false,
};

export const find = (at: Location, id = 'one', outcome: Finding['outcome'] = 'problem'): Finding => ({
  ...{
    outcome,
    at,
    about: undefined,
    route: [],
    severity: 'high',
    confidence: 'high',
    subject: '',
    message: '',
    related: [],
    fix: '',
    settle: [],
    fingerprint: '',
  },
  rule: { id } as Finding['rule'],
});

/** Every thing of the documents, also in the text at `BuildSpec`. */
export function* everything(document: Document): Generator<Location> {
  yield* below(Node.of(exact, document.root, document.at('')));
}
function* below(node: Node): Generator<Location> {
  for (const meaning of node.meanings) {
    const { at } = meaning;
    if (at.pointer) yield at;
    const tree = 'tree' in meaning ? meaning.tree : undefined;
    if (tree?.kind === 'list') for (const item of node.items()) yield* below(item);
    if (tree?.kind !== 'map') continue;
    for (const { name, node: one } of node.entries()) {
      yield* below(one);
      if (name === 'BuildSpec') yield* below(embedded(one, exact));
    }
  }
}

/** The things that the ignores of a text cover, as `line pointer`; those within a text behind a `>`. */
export function covered(text: string): string[] {
  const documents = parse(text);
  const findings = documents.flatMap((document) => [...everything(document)].map((at) => find(at)));
  return suppress(findings, documents.flatMap(ignoresOf), TERMS).suppressed.map(
    ({ finding: { at } }) => `${at.source.host ? '> ' : ''}${at.pointer}`,
  );
}

/** `a.yaml:2 gives no reason …` */
export const complaints = (text: string, terms: Partial<Terms> = {}, findings: readonly Finding[] = []): string[] =>
  suppress(findings, parse(text).flatMap(ignoresOf), { ...TERMS, ...terms }).complaints.map(
    ({ path, line, message }) => `${path}:${line} ${message}`,
  );
