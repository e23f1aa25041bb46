import type { Assignment as ShellAssignment, Redirection as ShellRedirection, Word as ShellWord, WordPart } from 'unbash';
import type { Assignment, Expansion, Redirection, Word } from '../model/command.ts';

/** How a text that is parsed lies in the item that it was found in. */
export interface Frame {
  /** The holes of the item as they are shown: `${Environment}` of a `!Sub` is not the shell's. */
  readonly holes: ReadonlySet<string>;
  /** Where in the item a position of the parsed text is. */
  readonly place: (position: number) => number;
}

const NO_EXPANSIONS: readonly Expansion[] = [];

export const readWord = (word: ShellWord, frame: Frame): Word => ({
  value: word.value,
  offset: frame.place(word.pos),
  end: frame.place(word.end),
  quoted: word.parts?.length === 1 && /Quoted|LocaleString/.test(word.parts[0]?.type ?? ''),
  expansions: word.parts ? expansionsIn(word.parts, frame) : NO_EXPANSIONS,
});

function expansionsIn(parts: readonly WordPart[], frame: Frame): readonly Expansion[] {
  const found = parts.flatMap((part) => {
    const inner = 'parts' in part && part.parts ? expansionsIn(part.parts, frame) : NO_EXPANSIONS;
    const one = expansionOf(part, frame);
    return one ? [one, ...inner] : inner;
  });
  return found.length > 0 ? found : NO_EXPANSIONS;
}

function expansionOf(part: WordPart, { holes, place }: Frame): Expansion | undefined {
  const at = { offset: place(part.pos), end: place(part.end) };
  switch (part.type) {
    case 'SimpleExpansion':
      return { of: 'variable', name: part.text.slice(1), ...at };
    case 'ParameterExpansion':
      return holes.has(part.text) ? { of: 'hole', name: part.text.slice(2, -1), ...at } : { of: 'variable', name: part.parameter, ...at };
    case 'CommandExpansion':
    case 'ProcessSubstitution':
      return { of: 'command', name: '', ...at };
    case 'ArithmeticExpansion':
      return { of: 'arithmetic', name: '', ...at };
    default:
      return undefined;
  }
}

export function readAssignment({ name, value, pos, end }: ShellAssignment, text: string, frame: Frame): Assignment {
  const list = value.type === 'Word' ? undefined : value;
  const at = { value: text.slice(list?.pos, list?.end), offset: frame.place(value.pos ?? pos), end: frame.place(end), quoted: false };
  const word = value.type === 'Word' ? readWord(value, frame) : { expansions: NO_EXPANSIONS, ...at };
  return { name, value: word, offset: frame.place(pos) };
}

export function readRedirection(node: ShellRedirection, frame: Frame): Redirection {
  const { operator, descriptor } = node;
  const given = descriptor?.type === 'FileDescriptor' ? descriptor.value : operator.startsWith('<') ? 0 : 1;
  const shared = { operator, descriptor: given };
  if (node.type === 'Redirect') return { to: node.target && readWord(node.target, frame), body: undefined, ...shared };
  if (node.type === 'HereString') return { to: undefined, body: node.target && readWord(node.target, frame), ...shared };
  const { delimiter, body } = node;
  const at = { offset: frame.place(body.pos), end: frame.place(body.end), quoted: delimiter?.quoted ?? false };
  const to = delimiter && {
    value: delimiter.value,
    offset: frame.place(delimiter.pos),
    end: frame.place(delimiter.end),
    quoted: at.quoted,
  };
  return {
    ...shared,
    to: to && { ...to, expansions: NO_EXPANSIONS },
    body: { value: body.text, ...at, expansions: body.parts ? expansionsIn(body.parts, frame) : NO_EXPANSIONS },
  };
}
