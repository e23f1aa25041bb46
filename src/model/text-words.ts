import { FEW, type Hole, holes, isHole, type Piece, question, type Text } from './text.ts';
import type { Truth } from './truth.ts';

const WORD_BREAK = /[^A-Za-z0-9\uE100-\uF8FF]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])/;
const MARK = 0xe100;
const NEGATION = /^(pre|non|not|no|un)$/;

/** `DeployToProd-EU` → deploy, to, prod, eu. */
export const wordsOf = (text: string): string[] =>
  text
    .split(WORD_BREAK)
    .map((word) => word.toLowerCase())
    .filter(Boolean);

const speaks = (said: readonly string[], words: readonly string[]): boolean =>
  said.some((word, i) => words.includes(word) && !NEGATION.test(said[i - 1] ?? ''));

/** As words: so `Product` is not `prod`, and neither `non-prod` nor `preprod` is. */
export const hasWord = (text: Text, words: readonly string[], because: string): Truth =>
  question(
    text,
    (pieces) => {
      const { said, open } = saidIn(pieces);
      if (speaks(said, words)) return 'yes';
      return said.some((word, i) => mayBe(word, said[i - 1] ?? '', open, words)) ? 'unknown' : 'no';
    },
    because,
    (pieces) => {
      const { said, open } = saidIn(pieces);
      const matter = said.filter((word, i) => mayBe(word, said[i - 1] ?? '', open, words)); // the other holes settle nothing
      return holes(open.filter((_, i) => matter.some((word) => word.includes(markOf(i)))));
    },
  );

const markOf = (nth: number): string => String.fromCharCode(MARK + nth);

/** The words of a text in which each hole is one private character. */
function saidIn(pieces: readonly Piece[]): { said: readonly string[]; open: readonly Hole[] } {
  const open: Hole[] = [];
  const said = wordsOf(
    pieces
      .map((piece) => {
        if (!isHole(piece)) return piece.literal;
        const like = piece.hole[0]?.like;
        return like ?? markOf(open.push(piece) - 1);
      })
      .join(''),
  );
  return { said, open };
}

/** A word with holes in it may be one of the words, unless every text that can stand there says otherwise. */
function mayBe(word: string, previous: string, open: readonly Hole[], words: readonly string[]): boolean {
  const marks = [...word].filter((character) => character.charCodeAt(0) >= MARK && character.charCodeAt(0) <= 0xf8ff);
  if (marks.length === 0) return false;
  let seen: readonly string[] = [word];
  for (const mark of marks) {
    const texts = open[mark.charCodeAt(0) - MARK]?.may?.();
    if (!texts || texts.length * seen.length > FEW) return true;
    seen = seen.flatMap((one) => texts.map((text) => one.replace(mark, () => text)));
  }
  return seen.some((one) => speaks([previous, ...wordsOf(one)], words));
}
