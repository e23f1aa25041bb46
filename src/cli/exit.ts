import type { Report } from '../engine/report.ts';
import { SEVERITIES, type Severity } from '../engine/rule.ts';

/** What the process ends with. */
export const EXIT = { clean: 0, findings: 1, usage: 2, nothing: 3, incomplete: 4, bug: 70 } as const;

/** The worst that happened: a bug, an unreadable input, nothing to look at, problems at or above the threshold. */
export function exitCode(report: Report, failOn: Severity | 'never', exitZero: boolean): number {
  if (report.crashes.length > 0) return EXIT.bug;
  if (report.files.length === 0) return EXIT.nothing;
  if (report.errors.length > 0) return EXIT.incomplete;
  const limit = failOn === 'never' ? -1 : SEVERITIES.indexOf(failOn);
  const fails = report.findings.some(({ outcome, severity }) => outcome === 'problem' && SEVERITIES.indexOf(severity) <= limit);
  return fails && !exitZero ? EXIT.findings : EXIT.clean;
}
