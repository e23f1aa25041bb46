import { type Place, placeOf } from '../engine/place.ts';
import type { Finding, Remark } from '../engine/report.ts';
import { mistakeOf } from '../engine/rule.ts';
import type { Location } from '../model/location.ts';
import { oncePer } from '../model/once-per.ts';
import type { Reporter } from './reporter.ts';
import { tallyOf } from './tally.ts';

/** Fields are added to a schema, and never renamed, removed or given another meaning: that makes the next one. */
export const SCHEMA = 'pipelint/1';

/** Everything, for programs. Lines and columns are 1-based, the end column is exclusive. */
const json: Reporter = (report, { version }) =>
  `${JSON.stringify(
    {
      schema: SCHEMA,
      tool: { name: 'pipelint', version },
      findings: report.findings.map(findingOf),
      passes: report.passes.map(({ rule, subject, at }) => ({
        rule: rule.id,
        subject,
        ...(at ? pointOf(at) : { path: null, line: null, arn: null }),
      })),
      suppressed: report.suppressed.map(({ finding, reason }) => ({ ...findingOf(finding), reason })),
      complaints: report.complaints,
      errors: report.errors,
      gaps: report.gaps.map(remarkOf),
      crashes: report.crashes,
      files: report.files,
      tally: tallyOf(report),
    },
    undefined,
    2,
  )}\n`;
export default json;

const findingOf = ({
  rule,
  outcome,
  severity,
  confidence,
  subject,
  message,
  at,
  related,
  route,
  fix,
  suggestion,
  settle,
  fingerprint,
}: Finding) => ({
  rule: rule.id,
  category: rule.category,
  mistake: mistakeOf(rule),
  severity,
  confidence,
  outcome,
  subject,
  message,
  ...regionOf(placeOf(at)),
  related: related.map(remarkOf),
  route: route.map(remarkOf),
  fix,
  ...(suggestion && { suggestion }),
  settle,
  fingerprint,
});

const regionOf = ({ path = null, arn = null, line, column, endLine, endColumn }: Nullable<Place>) => ({
  path,
  line,
  column,
  endLine,
  endColumn,
  arn,
});

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

/** Many rules pass one thing. */
const pointOf = oncePer((at: Location) => {
  const { path = null, line, arn = null } = placeOf(at);
  return { path, line, arn };
});

const remarkOf = ({ at, text }: Remark) => ({ message: text, ...regionOf(placeOf(at)) });
