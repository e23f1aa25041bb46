import { answer } from '../../src/model/answer.ts';
import type { Link } from '../../src/model/link.ts';
import { piecesIn, shown, type Text } from '../../src/model/text.ts';
import type { Thing } from '../../src/model/truth.ts';
import type { Value } from '../../src/model/value.ts';
import { NOWHERE } from '../../src/model/world.ts';

/** The text as a reader would write it; `absent` and `unknown` apart. */
export function told(text: Text | undefined): string {
  const fact = text?.in(NOWHERE);
  if (!text || !fact || fact.state === 'absent') return 'absent';
  return fact.state === 'known' ? shown(piecesIn(text, NOWHERE)) : 'unknown';
}

export function counted(value: Value<number> | undefined): number | string {
  const fact = value?.in(NOWHERE);
  return fact?.state === 'known' ? fact.value : (fact?.state ?? 'absent');
}

/** The names that lead to what is referred to; or why nobody knows. */
export function follow(link: Link<Thing> | undefined): string {
  const fact = link?.in(NOWHERE);
  if (fact?.state === 'known') return fact.value.path.join('/');
  return fact?.state === 'unknown' ? `unknown: ${fact.because.map(({ text }) => text).join('; ')}` : 'absent';
}

/** `yes`, `no`, `unknown`, or the worlds of a yes. */
export function there({ when }: Pick<Thing, 'when'>): string {
  const { is, when: worlds } = answer(when);
  return worlds.join() || is;
}
