/** Numbers that look random and are the same every time. */
export function dice(seed) {
  let state = seed >>> 0;
  /** 0 … sides - 1 */
  const roll = (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  return Object.assign(roll, {
    pick: (list) => list[roll(list.length)],
    chance: (percent) => roll(100) < percent,
    hex: (length) => Array.from({ length }, () => roll(16).toString(16)).join(''),
  });
}
