import type { SimpleCommand, Word } from '../command.ts';
import { operandsOf } from '../command-words.ts';
import type { Scans } from '../deed.ts';
import { toolOf } from './tool.ts';

/** How a scanner is called, what it looks for, and whether what it finds makes it fail: each line from its own manual. */
interface Scanner {
  readonly program: RegExp;
  /** The words after the program, without options, one space between them. */
  readonly verb?: RegExp;
  readonly for: Scans['for'];
  /** What it does where no option says otherwise. */
  readonly blocks: Scans['blocks'];
  /** Options, with their values behind `=`, that make it fail, or not fail, on what it finds. */
  readonly on?: RegExp;
  readonly off?: RegExp;
}

const EXIT_0 = /^(--exit-code|-e)=0$|^--exit-zero$/;
const EXIT_1 = /^--exit-code(=[1-9]\d*)?$/;

const SCANNERS: readonly Scanner[] = [
  // packages with known holes
  { program: /^(npm|yarn|pnpm|bun)$/, verb: /^(npm )?audit( (?!fix|signatures)|$)/, for: 'vulnerabilities', blocks: 'yes' },
  { program: /^snyk$/, verb: /^(container |)test( |$)/, for: 'vulnerabilities', blocks: 'yes' },
  { program: /^snyk$/, verb: /^(container |)monitor( |$)/, for: 'vulnerabilities', blocks: 'no' },
  { program: /^snyk$/, verb: /^iac test/, for: 'configuration', blocks: 'yes' },
  { program: /^snyk$/, verb: /^code test/, for: 'code', blocks: 'yes' },
  { program: /^trivy$/, verb: /^config( |$)/, for: 'configuration', blocks: 'no', on: EXIT_1, off: EXIT_0 },
  { program: /^trivy$/, verb: /^(?!plugin|version|clean)\S/, for: 'vulnerabilities', blocks: 'no', on: EXIT_1, off: EXIT_0 },
  { program: /^grype$/, for: 'vulnerabilities', blocks: 'no', on: /^(--fail-on|-f)(=|$)/ },
  { program: /^safety$/, verb: /^(check|scan)/, for: 'vulnerabilities', blocks: 'yes', off: /^(--continue-on-error|--exit-code=0)$/ },
  {
    program:
      /^(pip-audit|pip_audit|osv-scanner|govulncheck|nancy|retire|auditjs|bundler-audit|cargo-audit|better-npm-audit|audit-ci|oysteR)$/,
    for: 'vulnerabilities',
    blocks: 'yes',
    off: /^--exitwith=0$/,
  },
  { program: /^(bundle|cargo)$/, verb: /^(audit|deny check)/, for: 'vulnerabilities', blocks: 'yes' },
  { program: /^composer$/, verb: /^audit/, for: 'vulnerabilities', blocks: 'yes' },
  { program: /^(dependency-check(\.sh|\.bat)?|owasp-dependency-check)$/, for: 'vulnerabilities', blocks: 'no', on: /^--failOnCVSS(=|$)/i },
  {
    program: /^mvnw?$/,
    verb: /dependency-check(-maven)?(:[\d.]+)?:(check|aggregate)/,
    for: 'vulnerabilities',
    blocks: 'unknown',
    on: /^-DfailBuildOnCVSS=\d/i,
  },
  { program: /^gradlew?$/, verb: /dependencyCheck\w+/, for: 'vulnerabilities', blocks: 'unknown' },
  { program: /^dotnet$/, verb: /^list package/, for: 'vulnerabilities', blocks: 'no' },
  { program: /^docker$/, verb: /^scout (cves|quickview|recommendations)/, for: 'vulnerabilities', blocks: 'no', on: /^(-e|--exit-code)$/ },
  { program: /^docker$/, verb: /^scan( |$)/, for: 'vulnerabilities', blocks: 'yes' },
  {
    program: /^aws$/,
    verb: /^ecr (start-image-scan|describe-image-scan-findings|wait image-scan-complete)/,
    for: 'vulnerabilities',
    blocks: 'no',
  },
  { program: /^aws$/, verb: /^(inspector2|inspector-scan|codeguru-security) \S/, for: 'vulnerabilities', blocks: 'unknown' },
  {
    program:
      /^(twistcli|wizcli|anchore-cli|clair-scanner|clairctl|lacework|prismacloud|blackduck|detect\.sh|whitesource|mend|sysdig-cli-scanner|jf|jfrog)$/,
    verb: /scan|image|audit|vuln|analyze|^$/,
    for: 'vulnerabilities',
    blocks: 'unknown',
  },
  // code
  { program: /^bandit$/, for: 'code', blocks: 'yes', off: /^--exit-zero$/ },
  { program: /^semgrep$/, verb: /^ci( |$)/, for: 'code', blocks: 'yes', off: /^(--no-)?suppress-errors$/ },
  { program: /^semgrep$/, for: 'code', blocks: 'no', on: /^--error$/ },
  { program: /^gosec$/, for: 'code', blocks: 'yes', off: /^-no-fail$/ },
  { program: /^brakeman$/, for: 'code', blocks: 'yes', off: /^--no-exit-on-(warn|error)$/ },
  { program: /^(njsscan|nodejsscan|horusec|insider|bearer|opengrep|devskim)$/, for: 'code', blocks: 'unknown' },
  {
    program: /^(sonar-scanner|sonar|sonarscanner|dotnet-sonarscanner)$/,
    for: 'code',
    blocks: 'unknown',
    on: /^-D?sonar\.qualitygate\.wait=true$/,
  },
  {
    program: /^(mvnw?|gradlew?)$/,
    verb: /(^|\s|:)(sonar|sonarqube)(\s|$)/,
    for: 'code',
    blocks: 'unknown',
    on: /^-Dsonar\.qualitygate\.wait=true$/,
  },
  { program: /^(aws-codeguru-cli|cx|veracode|fortify|scancentral)$/, for: 'code', blocks: 'unknown', on: /^--fail-on-recommendations$/ },
  { program: /^zap-(baseline|full-scan|api-scan)(\.py)?$/, for: 'code', blocks: 'yes', off: /^-I$/ },
  // secrets
  { program: /^gitleaks$/, for: 'secrets', blocks: 'yes', off: EXIT_0 },
  { program: /^trufflehog3?$/i, for: 'secrets', blocks: 'no', on: /^--fail$/ },
  { program: /^git-secrets$/, for: 'secrets', blocks: 'yes' },
  { program: /^git$/, verb: /^secrets( |$)/, for: 'secrets', blocks: 'yes' },
  { program: /^detect-secrets-hook$/, for: 'secrets', blocks: 'yes' },
  { program: /^detect-secrets$/, verb: /^scan/, for: 'secrets', blocks: 'no' },
  { program: /^(talisman|ggshield|secretlint|whispers)$/, for: 'secrets', blocks: 'yes', off: /^--exit-zero$/ },
  // templates, images, clusters
  { program: /^checkov$/, for: 'configuration', blocks: 'yes', off: /^(-s|--soft-fail)$/ },
  { program: /^(cfn_nag_scan|cfn_nag|cfn-nag|cfn-guard|cfn_guard)$/, for: 'configuration', blocks: 'yes' },
  { program: /^tfsec$/, for: 'configuration', blocks: 'yes', off: /^(-s|--soft-fail)$/ },
  { program: /^terrascan$/, for: 'configuration', blocks: 'yes' },
  { program: /^kics$/, for: 'configuration', blocks: 'yes', off: /^--ignore-on-exit(=(results|all))?$/ },
  { program: /^dockle$/, for: 'configuration', blocks: 'no', on: EXIT_1 },
  {
    program: /^(opa|conftest|regula|pipelint|zizmor|poutine|prowler|kubesec|polaris|kube-score)$/,
    verb: /test|eval|run|scan|audit|^$|\./,
    for: 'configuration',
    blocks: 'unknown',
  },
];

export function scanDeeds(command: SimpleCommand): readonly Scans[] {
  const { program, args } = toolOf(command);
  const verb = operandsOf(args)
    .map(({ value }) => value)
    .join(' ');
  const scanner = SCANNERS.find((one) => one.program.test(program) && (one.verb?.test(verb) ?? true));
  if (!scanner || args.some(({ value }) => /^(--version|--help|-h)$/.test(value))) return [];
  const off = said(args, scanner.off);
  const on = said(args, scanner.on);
  const blocks = off ? 'no' : on ? 'yes' : scanner.blocks;
  return [{ does: 'scans', for: scanner.for, blocks, by: off ?? on }];
}

/** The option that says it; its value may stand behind `=` or be the next word. */
const said = (args: readonly Word[], wanted: RegExp | undefined): Word | undefined =>
  wanted &&
  args.find(({ value }, i) => wanted.test(value.includes('=') ? value : withValue(value, args[i + 1]?.value)) || wanted.test(value));

const withValue = (option: string, next: string | undefined): string =>
  next === undefined || next.startsWith('-') ? option : `${option}=${next}`;
