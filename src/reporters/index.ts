import type { Reporter } from './reporter.ts';

/** Every format; each is loaded only when it is asked for. */
export const REPORTERS = {
  text: () => import('./text.ts'),
  json: () => import('./json.ts'),
  sarif: () => import('./sarif.ts'),
} as const satisfies Record<string, () => Promise<{ readonly default: Reporter }>>;

export type ReporterName = keyof typeof REPORTERS;
