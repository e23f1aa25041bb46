import fc from 'fast-check';

/** Something that YAML can say, in the style in which it is to be written. */
export type Shape = Scalar | Alias | List | Mapping;

interface Marked {
  readonly tag: string;
  readonly anchor: boolean;
}
interface Scalar extends Marked {
  readonly kind: 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'empty';
  readonly text: string;
  readonly chomp: string;
}
interface Alias {
  readonly kind: 'alias';
  readonly nth: number;
}
interface List extends Marked {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly Shape[];
}
interface Mapping extends Marked {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly (readonly [key: Scalar, value: Shape, remark: boolean])[];
}

const PLAIN = [
  'a',
  'web',
  '3.10',
  '012345678901',
  '1e3',
  'true',
  'null',
  '~',
  'yes',
  'a b',
  'a:b',
  'a#b',
  'http://x/y?z=1',
  '-x',
  '.5',
  'ä😀',
  "it's",
];
const QUOTED = [
  '',
  ' ',
  'a',
  "it's",
  '"',
  '\\',
  '\n',
  'a\nb',
  'a\n\nb',
  ' a ',
  'a: b',
  '# a',
  'ä😀',
  '\t',
  'null',
  'a  b',
  '\n a',
  "''",
  '\u0000',
  'é\u2028',
];
const BLOCKS = ['', 'a', 'a\n', 'a\nb\n', 'a\n\nb\n\n', '  a\n b\n', '# a\nb: c\n', 'a\n  b\n  c\nd\n', '\na\n', 'ä😀\n', '"a"\n', 'a \n'];
const KEYS = ['a', 'b', 'c', '1', 'yes', '__proto__', 'constructor', '<<'];

const marked = { tag: fc.constantFrom('', '', '', '', '!Sub', '!!str', '!', '!a.b'), anchor: fc.boolean() };
const scalar = (kind: Scalar['kind'], texts: readonly string[], chomps: readonly string[] = ['']): fc.Arbitrary<Scalar> =>
  fc.record({ kind: fc.constant(kind), text: fc.constantFrom(...texts), chomp: fc.constantFrom(...chomps), ...marked });
const flowScalars = [
  scalar('plain', PLAIN),
  scalar(
    'single',
    QUOTED.filter((text) => !/[\n\u0000\t]/.test(text)),
  ),
  scalar('double', QUOTED),
];
// js-yaml gives the anchor of a key that has a tag as well to the map that the key begins; nobody writes that.
const key = fc
  .oneof(scalar('plain', KEYS), scalar('single', KEYS), scalar('double', KEYS))
  .map((one) => (one.anchor ? { ...one, tag: '' } : one));

/** Anything at all; what stands in a flow collection is written in flow style too. */
export const shapes: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape; list: List; map: Mapping }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      ...flowScalars,
      scalar('empty', ['']),
      scalar('literal', BLOCKS, ['', '-', '+']),
      scalar('folded', BLOCKS, ['', '-', '+']),
      fc.record({ kind: fc.constant('alias' as const), nth: fc.nat(9) }),
    ),
    tie('list'),
    tie('map'),
  ),
  list: fc.record({ kind: fc.constant('list' as const), flow: fc.boolean(), items: fc.array(tie('shape'), { maxLength: 4 }), ...marked }),
  map: fc.record({
    kind: fc.constant('map' as const),
    flow: fc.boolean(),
    entries: fc.array(fc.tuple(key, tie('shape'), fc.boolean()), { maxLength: 4 }),
    ...marked,
  }),
})).shape;

/** Writes shapes as YAML. */
export class Writer {
  #anchors = 0;

  document(shape: Shape): string {
    this.#anchors = 0; // anchors end with their document
    return `---\n-${this.#value(shape, 2, false)}\n`;
  }

  /** What stands behind `:`, `-` or `---`, with the white space before it. */
  #value(shape: Shape, indent: number, flow: boolean): string {
    if (shape.kind === 'alias') return this.#anchors === 0 ? ' none' : ` *x${shape.nth % this.#anchors} `;
    const marks = this.#marks(shape);
    const pad = ' '.repeat(indent);
    switch (shape.kind) {
      case 'empty':
        return marks;
      case 'literal':
      case 'folded':
        return flow ? `${marks} ${JSON.stringify(shape.text)}` : `${marks} ${block(shape, pad)}`;
      case 'list': {
        if (flow || shape.flow || shape.items.length === 0)
          return `${marks} [${shape.items.map((item) => this.#value(item, indent, true) || ' ~').join(',')} ]`;
        return `${marks}${shape.items.map((item) => `\n${pad}-${this.#value(item, indent + 2, false)}`).join('')}`;
      }
      case 'map': {
        const entries = shape.entries;
        if (flow || shape.flow || entries.length === 0)
          return `${marks} {${entries.map(([key, value]) => `${this.#value(key, indent, true)} :${this.#value(value, indent, true)}`).join(',')} }`;
        const lines = entries.map(
          ([key, value, remark]) =>
            `\n${remark ? `${pad}# a remark\n` : ''}${pad}${this.#value(key, indent, true).trim()} :${this.#value(value, indent + 2, false)}`,
        );
        return marks + lines.join('');
      }
      default:
        return `${marks} ${quoted(shape)}`;
    }
  }

  #marks({ tag, anchor }: Marked): string {
    return `${anchor ? ` &x${this.#anchors++}` : ''}${tag && ` ${tag}`}`;
  }
}

function quoted({ kind, text }: Scalar): string {
  if (kind === 'plain') return text;
  return kind === 'single' ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

function block({ kind, text, chomp }: Scalar, pad: string): string {
  const indicator = /^[ \n]/.test(text) ? '2' : '';
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line ? `${pad}  ${line}` : line));
  return `${kind === 'literal' ? '|' : '>'}${indicator}${chomp}\n${lines.join('\n')}`;
}
