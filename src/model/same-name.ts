import { holes, identity, piecesIn, type Text } from './text.ts';
import { NEVER, type Truth } from './truth.ts';

/** Do two names mean one thing: an artifact, a stage, a pipeline? The same unknown is the same. */
export const sameName = (one: Text, other: Text): Truth => ({
  in(world) {
    const facts = [one, other].map((text) => text.in(world));
    if (facts.some(({ state }) => state === 'absent')) return NEVER.in(world);
    const [first, second] = [one, other].map((text) => piecesIn(text, world));
    if (!first || !second) return NEVER.in(world);
    const key = identity(first);
    if (key !== undefined && key === identity(second)) return { is: 'yes', because: () => facts.flatMap(({ given }) => given ?? []) };
    const open = holes([...first, ...second]);
    return open.length > 0
      ? { is: 'unknown', because: () => open }
      : { is: 'no', because: () => facts.flatMap(({ given }) => given ?? []) };
  },
});
