import { placeOf } from '../engine/place.ts';
import type { DeliveryMap } from '../model/map.ts';

/** Fields are added to a schema, and never renamed, removed or given another meaning. */
const SCHEMA = 'pipelint-map/1';

/** The whole map for programs: every `at` is `{ path, line, column, arn }`, 1-based. */
export const mapJson = (map: DeliveryMap): string => `${JSON.stringify({ schema: SCHEMA, ...map }, withPlaces, 2)}\n`;

function withPlaces(key: string, value: unknown): unknown {
  if (key !== 'at') return value ?? null;
  if (typeof value !== 'object' || value === null || !('source' in value)) return null;
  const {
    path = null,
    line,
    column,
    arn = null,
  } = placeOf(value as Parameters<typeof placeOf>[0]) as { path?: string; line: number; column: number; arn?: string };
  return { path, line, column, arn };
}
