import type { Log, Notification, ReportingDescriptor, Result, Location as SarifLocation } from 'sarif';
import { FRAMEWORKS } from '../data/controls.ts';
import { type Place, placeOf } from '../engine/place.ts';
import type { Finding, Report } from '../engine/report.ts';
import type { Confidence, Rule, Severity } from '../engine/rule.ts';
import { primaryLocationLineHashes } from './line-hash.ts';
import type { Look, Reporter } from './reporter.ts';
import { isProblem } from './tally.ts';

const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** GitHub's bands: critical is over 9, high from 7, medium from 4; a rule without a score is no security rule to it. */
const SCORES: Readonly<Record<Severity, string | undefined>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0', info: undefined };
const PRECISION: Readonly<Record<Confidence, string>> = { high: 'high', medium: 'medium', low: 'low' };

/** More related places than this are cut off by those who show them. */
const MOST_RELATED = 20;

/**
 * SARIF 2.1.0, as GitHub takes it: only problems (it would open an alert for whatever else stands there), a place for each,
 * and URIs from the root of the repository. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
const sarif: Reporter = (report, look) => {
  const rules = [...new Set([...report.rules, ...report.findings.map(({ rule }) => rule)])];
  const shown = report.findings.filter((finding) => isProblem(finding) || look.showUndecided);
  const hashes = primaryLocationLineHashes(shown.map(({ at }) => at));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'pipelint',
            semanticVersion: look.version,
            rules: rules.map((rule) => descriptor(rule, look)),
          },
        },
        automationDetails: { id: 'pipelint/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: report.crashes.length === 0 && report.errors.length === 0,
            toolExecutionNotifications: notifications(report, look),
          },
        ],
        results: shown.map((finding, i) => result(finding, rules.indexOf(finding.rule), hashes[i], look)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};
export default sarif;

function descriptor(rule: Rule, { pageOf }: Look): ReportingDescriptor {
  const { id, title, fix, severity, confidence = 'high', category, controls, references } = rule;
  const score = SCORES[severity];
  const page = pageOf(id)?.replace(/^<!--.*-->\n/gm, '');
  return {
    id,
    name: id.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: `${title}. ${fix}`.slice(0, 1000) },
    help: { text: `${fix} See ${references.join(' ')}`, ...(page && { markdown: page }) },
    ...(references[0] && { helpUri: references[0] }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      precision: PRECISION[confidence],
      'problem.severity': LEVELS[severity] === 'note' ? 'recommendation' : LEVELS[severity],
      ...(score && { 'security-severity': score }),
      tags: ['security', category],
      controls: Object.entries(controls).flatMap(([framework, ids]) =>
        ids.map((control) => `${FRAMEWORKS[framework as keyof typeof FRAMEWORKS].title} ${control}`),
      ),
    },
  };
}

function result(finding: Finding, ruleIndex: number, hash: string | undefined, look: Look): Result {
  const { rule, severity, confidence, subject, message, at, related, route, fingerprint, fix, suggestion } = finding;
  const remarks = related.slice(0, MOST_RELATED);
  const links = remarks.map(({ text }, i) => `[${linkText(text)}](${i + 1})`);
  const because = links.length > 0 ? ` Because: ${links.join('; ')}.` : '';
  const text = `${linkText(subject)} ${linkText(message)}.${because} ${linkText(fix)}`;
  return {
    ruleId: rule.id,
    ruleIndex,
    ...(isProblem(finding) ? { level: LEVELS[severity] } : { kind: 'open' as const, level: 'none' as const }),
    message: { text, ...(suggestion && { markdown: `${text}\n\n\`\`\`yaml\n${suggestion}\n\`\`\`` }) },
    locations: [{ ...located(placeOf(at), look), logicalLocations: [{ fullyQualifiedName: subject }] }],
    ...(remarks.length > 0 && {
      relatedLocations: remarks.map((remark, i) => ({ id: i + 1, ...located(placeOf(remark.at), look), message: { text: remark.text } })),
    }),
    ...(route.length > 0 && {
      codeFlows: [
        {
          threadFlows: [
            { locations: route.map((step) => ({ location: { ...located(placeOf(step.at), look), message: { text: step.text } } })) },
          ],
        },
      ],
    }),
    partialFingerprints: { ...(hash && { primaryLocationLineHash: hash }), 'pipelint/v1': fingerprint },
    properties: { severity, confidence, ...(suggestion && { suggestion }) },
  };
}

/** A place in a file; a live resource has a name and no line. */
function located({ path, arn, line, column, endLine, endColumn }: Place, { uriOf }: Look): SarifLocation {
  if (path === undefined) return arn === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: arn }] };
  return {
    physicalLocation: {
      artifactLocation: artifact(uriOf(path)),
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}

const artifact = (uri: string): { uri: string; uriBaseId?: string } => (uri.includes(':') ? { uri } : { uri, uriBaseId: '%SRCROOT%' });

/** Brackets make links in a message: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html#_Toc34317468 */
const linkText = (text: string): string => text.replace(/[[\]\\]/g, '\\$&');

/** What the run could not do, for those who read more than the results. */
function notifications({ errors, crashes, complaints }: Report, { uriOf }: Look): Notification[] {
  const at = (path: string, startLine: number): SarifLocation[] => [
    { physicalLocation: { artifactLocation: artifact(uriOf(path)), region: { startLine } } },
  ];
  return [
    ...crashes.map(({ rule, subject, message }) => ({
      level: 'error' as const,
      message: { text: `${rule} failed on ${subject}: ${message}` },
    })),
    ...errors.map(({ path, line, message }) => ({ level: 'error' as const, message: { text: message }, locations: at(path, line) })),
    ...complaints.map(({ path, line, message }) => ({ level: 'warning' as const, message: { text: message }, locations: at(path, line) })),
  ];
}
