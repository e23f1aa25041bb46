import type { Finding, Report } from '../engine/report.ts';
import { SEVERITIES, type Severity } from '../engine/rule.ts';
import { counted, type Kind, TITLES } from '../model/model.ts';

/** How the subjects of one kind fared; each is counted once, by the worst that was said of it. */
export interface Fared {
  readonly kind: Kind;
  readonly total: number;
  readonly problem: number;
  readonly undecided: number;
  readonly pass: number;
}

/** The numbers of a report. */
export interface Tally {
  readonly problems: number;
  readonly undecided: number;
  readonly passes: number;
  readonly suppressed: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly subjects: readonly Fared[];
  readonly files: { readonly read: number; readonly notOurs: number; readonly errors: number };
}

export function tallyOf({ findings, passes, suppressed, subjects, files }: Report): Tally {
  const problems = findings.filter(isProblem);
  const worst = new Map<unknown, Finding['outcome']>();
  for (const { about, outcome } of findings) if (worst.get(about) !== 'problem') worst.set(about, outcome);
  return {
    problems: problems.length,
    undecided: findings.length - problems.length,
    passes: passes.length,
    suppressed: suppressed.length,
    bySeverity: Object.fromEntries(
      SEVERITIES.map((severity) => [severity, problems.filter((finding) => finding.severity === severity).length]),
    ) as Record<Severity, number>,
    subjects: subjects.map(({ kind, things }) => {
      const count = (wanted: Finding['outcome'] | undefined): number => things.filter((thing) => worst.get(thing) === wanted).length;
      return { kind, total: things.length, problem: count('problem'), undecided: count('undecided'), pass: count(undefined) };
    }),
    files: {
      read: files.filter(({ as }) => as !== 'not ours' && as !== 'error').length,
      notOurs: files.filter(({ as }) => as === 'not ours').length,
      errors: files.filter(({ as }) => as === 'error').length,
    },
  };
}

export const isProblem = ({ outcome }: Finding): boolean => outcome === 'problem';

/** `14 pipelines: 11 pass, 2 fail, 1 undecided` */
export function faring({ kind, total, problem, undecided, pass }: Fared): string {
  const parts = [pass && `${pass} pass`, problem && `${problem} fail`, undecided && `${undecided} undecided`].filter(Boolean);
  return `${counted(total, TITLES[kind])}: ${parts.join(', ')}`;
}
