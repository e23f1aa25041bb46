import type { Meaning } from '../../documents/node.ts';
import type { Location } from '../../model/location.ts';
import { holes, type Piece, piecesIn, shown, type Text } from '../../model/text.ts';
import { ALWAYS } from '../../model/truth.ts';
import { NOWHERE, type Note } from '../../model/world.ts';
import { importSymbol } from '../exports.ts';

/** What `Fn::ImportValue` means: unknown before deploying, but the same wherever the same name is imported, in each world. */
export function imported(name: Text, at: Location): readonly Meaning[] {
  const note = (pieces: readonly Piece[]): Note => ({
    at,
    text: `the export ${shown(pieces)} of another stack is only known at deploy time`,
  });
  const open = (pieces: readonly Piece[]): Note[] => holes(pieces).filter(({ choice }) => choice);
  const everywhere = piecesIn(name, NOWHERE);
  if (open(everywhere).length === 0) return [{ when: ALWAYS, at, hidden: note(everywhere), symbol: importSymbol(everywhere) }];
  const text: Text = {
    at,
    in(world) {
      const pieces = piecesIn(name, world);
      const undecided = open(pieces);
      if (undecided.length > 0) return { state: 'unknown', because: undecided };
      return { state: 'unknown', because: [note(pieces)], symbol: importSymbol(pieces), given: name.in(world).given ?? [] };
    },
  };
  return [{ when: ALWAYS, at, text }];
}
