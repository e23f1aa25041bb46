import { RUNTIMES } from '../data/runtimes.ts';
import { isHole, literal, possibleTexts, type Text } from './text.ts';
import type { Truth } from './truth.ts';
import { ask } from './value.ts';
import { NOWHERE } from './world.ts';

/** The last day on which a version of a runtime was mended; undefined for what the table does not know, such as `latest`. */
export function endOf(runtime: string, version: string): string | undefined {
  const ends = knowsRuntime(runtime) ? (RUNTIMES[runtime]?.ends ?? {}) : {};
  const [said = ''] = /^\d+(\.\d+)?/.exec(version) ?? [];
  const asked = runtime === 'dotnet' && /^\d+(\.x)?$/.test(version) ? `${said}.0` : said;
  const [major = ''] = asked.split('.');
  const key = Object.hasOwn(ends, asked) ? asked : major;
  return Object.hasOwn(ends, key) ? ends[key] : undefined;
}

/** Is nobody mending this version any more, on that day? */
export const isOutOfSupport = (runtime: string, version: Text, today: Date): Truth =>
  ask(
    version,
    (pieces) => {
      const whole = literal(pieces);
      if (whole === undefined) return pieces.length === 1 && pieces.some(isHole) ? 'unknown' : 'no';
      const end = endOf(runtime, whole);
      return end !== undefined && end < day(today) ? 'yes' : 'no';
    },
    'asked for here',
    (pieces) => pieces.flatMap((piece) => (isHole(piece) ? piece.hole : [])),
  );

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** `Node.js 18, which has not been mended since 2025-04-30`, or as much of it as is the same in every world. */
export function toldOf(runtime: string, version: Text): string {
  const title = RUNTIMES[runtime]?.title ?? runtime;
  const [only, ...others] = possibleTexts(version, NOWHERE) ?? [];
  const end = only === undefined ? undefined : endOf(runtime, only);
  return end === undefined || others.length > 0
    ? `a version of ${title} that is no longer mended`
    : `${title} ${only}, which has not been mended since ${end}`;
}

export const knowsRuntime = (runtime: string): boolean => Object.hasOwn(RUNTIMES, runtime);
