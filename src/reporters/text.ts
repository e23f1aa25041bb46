import { styleText } from 'node:util';
import { type Place, placeOf } from '../engine/place.ts';
import type { Finding, Remark, Report } from '../engine/report.ts';
import { SEVERITIES, type Severity } from '../engine/rule.ts';
import { counted } from '../model/model.ts';
import { type FrameLine, frameOf, plain } from './frame.ts';
import type { Look, Reporter } from './reporter.ts';
import { faring, isProblem, type Tally, tallyOf } from './tally.ts';

type Style = Parameters<typeof styleText>[0];
type Color = Extract<Style, string>;
type Paint = (style: Style, text: string) => string;

const COLORS: Readonly<Record<Severity, Color>> = { critical: 'magenta', high: 'red', medium: 'yellow', low: 'cyan', info: 'blue' };

/** Remarks shown of one finding; the rest are counted. */
const MOST_REMARKS = 6;

/** What a person reads: each finding with its line, why it is one, and what to do; then the count. */
const text: Reporter = (report, look) => {
  const paint: Paint = (style, words) => (look.color ? styleText(style, words, { validateStream: false }) : words);
  const shown = report.findings.filter((finding) => isProblem(finding) || look.showUndecided);
  return [
    ...shown.map((finding, i) => block(finding, report, look, paint, look.showSuggestions && isNew(finding, shown.slice(0, i)))),
    ...notices(report, paint).map((notice) => `${notice}\n`),
    summary(report, look, paint),
  ].join('\n');
};
export default text;

/** Findings of one role have one suggestion. */
const isNew = ({ suggestion }: Finding, before: readonly Finding[]): boolean =>
  suggestion !== undefined && before.every((one) => one.suggestion !== suggestion);

function block(finding: Finding, { mask }: Report, { width }: Look, paint: Paint, isNew: boolean): string {
  const { rule, outcome, severity, confidence, subject, message, at, suggestion } = finding;
  const place = placeOf(at);
  const level = outcome === 'problem' ? paint(['bold', COLORS[severity]], severity) : paint('bold', 'undecided');
  const doubt = outcome === 'problem' && confidence !== 'high' ? paint('dim', ` (${confidence} confidence)`) : '';
  const before = (outcome === 'problem' ? severity : 'undecided').length + rule.id.length + 4;
  const title = wrap(`${plain(subject)} ${plain(message)}`, width, 2, before);
  const frame = frameOf(at, place, mask);
  const gutter = Math.max(...frame.map(({ number = 0 }) => String(number).length), 1);
  const row = ({ number, text: line }: FrameLine): string =>
    `${paint('dim', `${String(number ?? '').padStart(gutter)} |`)} ${number === undefined ? paint(COLORS[severity], line) : line}`;
  const remark = (label: string, words: string): string =>
    `${' '.repeat(gutter)} ${paint('dim', '=')} ${wrap(`${label ? `${label}: ` : ''}${plain(words)}`, width, gutter + 3)}`;
  return `${[
    `${level}[${rule.id}]: ${paint('bold', title)}${doubt}`,
    `${' '.repeat(gutter)}${paint('dim', '-->')} ${where(place)}`,
    ...(frame.length > 0 ? [paint('dim', `${' '.repeat(gutter)} |`), ...frame.map(row)] : []),
    ...remarksOf(finding, place).map((words) => remark('', words)),
    ...(finding.route.length > 0 ? [remark('the way', finding.route.map((step) => step.text).join(' → '))] : []),
    ...(outcome === 'problem' ? [remark('fix', finding.fix)] : []),
    ...(isNew ? [remark('', 'what the role is used for here needs:'), ...quoted(suggestion ?? '', gutter)] : []),
    ...(finding.settle.length > 0
      ? [remark(outcome === 'problem' ? 'to see just this' : 'to settle it', few(finding.settle, 3).join('; '))]
      : []),
  ].join('\n')}\n`;
}

/** Lines as they are to be copied. */
const quoted = (text: string, gutter: number): string[] => text.split('\n').map((line) => `${' '.repeat(gutter + 5)}${plain(line)}`);

/** `line 21: the approval runs beside it`; the file is named where it is another one. */
function remarksOf({ related, at }: Finding, own: Place): readonly string[] {
  const words = related
    .filter((remark) => remark.at !== at || remark.text)
    .map((remark) => `${reference(placeOf(remark.at), own)}: ${remark.text}`);
  return few([...new Set(words)], MOST_REMARKS);
}

/** The first of many, and how many more there are. */
const few = (all: readonly string[], most: number): readonly string[] =>
  all.length > most + 1 ? [...all.slice(0, most), `and ${all.length - most} more`] : all;

const reference = (place: Place, own: Place): string =>
  place.path === own.path && place.arn === own.arn ? `line ${place.line}` : where(place);

const where = ({ path, arn, line, column }: Place): string => plain(path === undefined ? (arn ?? '') : `${path}:${line}:${column}`);

/** What went wrong with the run itself, and what nobody could see. */
function notices({ crashes, errors, complaints, gaps }: Report, paint: Paint): string[] {
  const gap = ({ at, text: words }: Remark): string => `${where(placeOf(at))}: ${plain(words)}`;
  return [
    ...crashes.map(
      ({ rule, subject, message }) =>
        `${paint(['bold', 'red'], 'bug')}: the rule ${rule} failed on ${plain(subject)}; please report this\n${message.split('\n').map(plain).join('\n')}`,
    ),
    ...errors.map(({ path, line, message }) => `${paint(['bold', 'red'], 'error')}: ${plain(path)}:${line}: ${plain(message)}`),
    ...complaints.map(({ path, line, message }) => `${paint(['bold', 'yellow'], 'ignore')}: ${plain(path)}:${line}: ${plain(message)}`),
    ...gaps.map((one) => `${paint('bold', 'not seen')}: ${gap(one)}`),
  ];
}

function summary(report: Report, { showUndecided, showSuggestions }: Look, paint: Paint): string {
  const tally = tallyOf(report);
  const { problems, undecided, suppressed, files } = tally;
  const by = SEVERITIES.filter((severity) => tally.bySeverity[severity] > 0).map((severity) =>
    paint(COLORS[severity], `${tally.bySeverity[severity]} ${severity}`),
  );
  const subjects = tally.subjects.filter(({ total }) => total > 0).map(faring);
  const [first] = report.findings.filter(isProblem);
  const narrowed = report.findings.find(({ suggestion }) => suggestion);
  const lines = [
    problems > 0 ? `${paint('bold', counted(problems, 'problem'))}: ${by.join(', ')}.` : none(tally, paint),
    ...(undecided > 0 ? [`${undecided} undecided${showUndecided ? '' : ': --show-undecided tells what would settle them'}.`] : []),
    ...(subjects.length > 0 ? [`${subjects.join('. ')}. ${counted(tally.passes, 'check')} passed.`] : []),
    `${[
      `${counted(files.read, 'file')} read, ${files.notOurs} not ours`,
      ...(files.errors > 0 ? [`${files.errors} unreadable`] : []),
      ...(suppressed > 0 ? [`${counted(suppressed, 'problem')} ignored`] : []),
    ].join(', ')}.`,
    ...(first
      ? [
          paint(
            'dim',
            `More on a rule: pipelint explain ${(narrowed ?? first).rule.id}${narrowed && !showSuggestions ? ` ${placeOf(narrowed.at).path ?? ''} shows the policy that its role needs` : ''}`,
          ),
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Nothing found is only good news where something was looked at. */
const none = ({ files, undecided }: Tally, paint: Paint): string =>
  files.read === 0
    ? 'Nothing to check: no buildspec, pipeline, project, role or deployment group was found.'
    : undecided > 0 || files.errors > 0
      ? 'No problems found in what could be decided.'
      : paint('green', 'No problems found.');

/** Break at spaces, so that no line is wider than the terminal; `before` stands in front of the first, later ones are indented. */
function wrap(words: string, width: number, indent: number, before = indent): string {
  if (before + words.length <= width || width - indent < 20) return words;
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    const most = width - (lines.length === 1 ? before : indent);
    if (last === undefined || last.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}
