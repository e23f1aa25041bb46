import type { Link } from '../../src/model/link.ts';
import { piecesIn, shown, type Text } from '../../src/model/text.ts';
import type { Thing, Truth } from '../../src/model/truth.ts';
import { NOWHERE } from '../../src/model/world.ts';

/** A text as a reader would write it; `-` where there is none, `?` before what is not known at all. */
export const say = (text: Text | undefined): string => {
  const fact = text?.in(NOWHERE);
  if (!text || !fact || fact.state === 'absent') return '-';
  return fact.state === 'known' ? shown(fact.value) : `?${shown(piecesIn(text, NOWHERE))}`;
};

/** Where a link leads; `-` where there is none, `?` and why where nobody knows. */
export const follow = (link: Link<Thing> | undefined): string => {
  const fact = link?.in(NOWHERE);
  if (!fact || fact.state === 'absent') return '-';
  return fact.state === 'known'
    ? fact.value.path.join('/') || fact.value.at.pointer
    : `? ${fact.because.map(({ text }) => text).join('; ')}`;
};

export const is = (truth: Truth): string => truth.in(NOWHERE).is;
export const paths = (things: readonly Thing[]): string[] => things.map(({ path }) => path.join('/'));
