import { isHole, type Piece, type Text } from './text.ts';

/** What stands before the first mark that is written out; all of it where there is none. */
export const before = (mark: string, text: Text): Text => part(text, (pieces) => split(mark, pieces)?.[0] ?? pieces);

/** What stands behind the first mark that is written out; all of it where there is none. */
export const behind = (mark: string, text: Text): Text => part(text, (pieces) => split(mark, pieces)?.[1] ?? pieces);

const part = (text: Text, of: (pieces: readonly Piece[]) => readonly Piece[]): Text => ({
  at: text.at,
  in(world) {
    const fact = text.in(world);
    return fact.state === 'known' ? { ...fact, value: of(fact.value) } : fact;
  },
});

function split(mark: string, pieces: readonly Piece[]): readonly [readonly Piece[], readonly Piece[]] | undefined {
  for (const [i, piece] of pieces.entries()) {
    const at = isHole(piece) ? -1 : piece.literal.indexOf(mark);
    if (isHole(piece) || at < 0) continue;
    const rest = (literal: string): Piece[] => (literal ? [{ ...piece, literal }] : []);
    return [
      [...pieces.slice(0, i), ...rest(piece.literal.slice(0, at))],
      [...rest(piece.literal.slice(at + mark.length)), ...pieces.slice(i + 1)],
    ];
  }
  return undefined;
}
