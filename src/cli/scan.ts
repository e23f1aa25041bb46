import { type Config, type ConfigIgnore, UsageError } from '../config/config.ts';
import { didYouMean, nearest } from '../config/suggest.ts';
import { discover, type Found } from '../documents/files.ts';
import { glob } from '../documents/files-glob.ts';
import { maskOf } from '../engine/mask.ts';
import { placeOf } from '../engine/place.ts';
import type { Finding, Report } from '../engine/report.ts';
import { CONFIDENCES, type Confidence, type Rule, SEVERITIES, type Severity } from '../engine/rule.ts';
import { run } from '../engine/run.ts';
import { type Ignore, ignoresOf, suppress } from '../engine/suppress.ts';
import type { IamScope } from '../model/identity.ts';
import { nameOfOrigin, outermost } from '../model/location.ts';
import { readAll } from '../scanners/read.ts';

/** Everything that one scan is told. */
export interface ScanRequest {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly rules: readonly Rule[];
  readonly config: Config;
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  readonly minSeverity: Severity;
  readonly minConfidence: Confidence;
  /** Values of template parameters, wherever they were given. */
  readonly parameters: ReadonlyMap<string, string>;
  /** What `-` stands for. */
  readonly stdin: { readonly path: string; readonly text: string } | undefined;
  readonly iamScope: IamScope;
  readonly ignores: boolean;
  readonly today: Date;
}

/** The straight line: discover, read and link, check, suppress, report. */
export async function scan(request: ScanRequest): Promise<{ report: Report; found: Found }> {
  const found = discover(request.paths, request.cwd, request.stdin);
  const { model, files } = await readAll(found, request.parameters, request.cwd, request.iamScope);
  const mask = maskOf(model, request.parameters);
  const rules = chosen(request);
  const settings = {
    common: { production: request.config.production },
    rules: new Map([...request.config.rules].map(([id, { settings: own }]) => [id, own])),
    today: request.today,
  };
  const { findings, passes, subjects, crashes } = run(rules, model, settings, mask);
  const wanted = findings.map((finding) => graded(finding, request.config)).filter((finding) => isWanted(finding, request));
  const ignores = request.ignores
    ? [
        ...files.flatMap(({ documents }) => documents.flatMap(ignoresOf)),
        ...request.config.ignore.map((ignore) => fromConfig(ignore, request.config.file ?? '')),
      ]
    : [];
  const terms = {
    today: request.today,
    ruleOf: (id: string) => named(request.rules, id),
    suggest: (id: string) =>
      nearest(
        id,
        request.rules.map((rule) => rule.id),
      ),
    narrowed: isNarrowed(request, found),
  };
  const { findings: kept, suppressed, complaints } = suppress(wanted, ignores, terms);
  const missing = found.missing.map((path) => ({ path, line: 1, message: 'no such file or folder' }));
  const closed = found.unreadable.map((path) => ({ path, line: 1, message: 'the folder cannot be looked into' }));
  const errors = [
    ...missing,
    ...closed,
    ...files.flatMap(({ path, error }) => (error ? [{ path, line: error.line, message: mask(error.message) }] : [])),
  ];
  const report: Report = {
    rules,
    findings: inOrder(kept),
    passes,
    subjects,
    suppressed: suppressed.map(({ finding, reason }) => ({ finding, reason: mask(reason) })),
    complaints: complaints.map((complaint) => ({ ...complaint, message: mask(complaint.message) })),
    errors,
    gaps: model.gaps.map(({ at, text }) => ({ at, text: mask(text) })),
    crashes,
    files: files.map(({ path, as }) => ({ path, as })),
    mask,
  };
  return { report, found };
}

const named = (rules: readonly Rule[], id: string): Rule | undefined => rules.find((rule) => rule.id === id || rule.aliases?.includes(id));

/** The rules that the user asked for. @throws UsageError for one that does not exist */
function chosen({ rules, select, ignore, config }: ScanRequest): Rule[] {
  const matching = (id: string): Rule[] => {
    const found = rules.filter((rule) => rule.id === id || rule.category === id || rule.aliases?.includes(id));
    if (found.length > 0) return found;
    const names = rules.flatMap((rule) => [rule.id, rule.category]);
    throw new UsageError(`there is no rule ${id}${didYouMean(id, new Set(names))}`);
  };
  const selected = new Set(
    select.length > 0 ? select.flatMap(matching) : rules.filter(({ id }) => config.rules.get(id)?.enabled !== false),
  );
  for (const rule of ignore.flatMap(matching)) selected.delete(rule);
  return rules.filter((rule) => selected.has(rule));
}

const graded = (finding: Finding, { rules }: Config): Finding => {
  const severity = rules.get(finding.rule.id)?.severity;
  return severity ? { ...finding, severity } : finding;
};

const isWanted = ({ severity, confidence }: Finding, { minSeverity, minConfidence }: ScanRequest): boolean =>
  SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(minSeverity) && CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(minConfidence);

/** Rules left out, or files named alone: then an ignore that matched nothing proves nothing. */
const isNarrowed = ({ select, ignore, minSeverity, minConfidence }: ScanRequest, { files }: Found): boolean =>
  select.length > 0 ||
  ignore.length > 0 ||
  minConfidence !== 'low' ||
  SEVERITIES.indexOf(minSeverity) < SEVERITIES.indexOf('low') ||
  files.some((file) => file.named);

function fromConfig({ rules, path, subject, reason, until }: ConfigIgnore, file: string): Ignore {
  const inPath = path === undefined ? undefined : glob(path);
  return {
    rules,
    reason,
    until,
    path: file,
    line: 1,
    covers: (finding) =>
      (inPath === undefined || inPath.test(nameOfOrigin(outermost(finding.at).origin))) &&
      (subject === undefined || finding.subject === subject || finding.subject.startsWith(`${subject}/`)),
  };
}

/** By file, by line, by rule. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const placed = findings.map((finding) => ({ finding, place: placeOf(finding.at) })); // once each: a place is searched for
  placed.sort(
    ({ finding: a, place: one }, { finding: b, place: two }) =>
      compare(one.path ?? one.arn ?? '', two.path ?? two.arn ?? '') ||
      one.line - two.line ||
      one.column - two.column ||
      compare(a.rule.id, b.rule.id),
  );
  return placed.map(({ finding }) => finding);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
