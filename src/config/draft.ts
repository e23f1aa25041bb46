import type { Survey } from '../model/survey.ts';

/** Things told of one list; the rest are counted. */
const MOST = 8;

/** A `pipelint.toml` for what was found: every line that changes something says why it is there. */
export function draft({ pipelines, production, assumed, accounts, parameters }: Survey): string {
  const lines = [
    '# pipelint reads this at the root of the repository. Run `pipelint scan --show-config` to see what is set.',
    `# Written for ${pipelines.length === 1 ? 'the pipeline' : `${pipelines.length} pipelines`}${pipelines.length > 0 ? `: ${few(pipelines)}` : ' (none was found)'}.`,
    '',
    '# From which severity on a problem ends `pipelint scan` with 1: critical, high, medium, low, info, never.',
    'fail-on = "high"',
    '',
    '# Whole words that mark the name of a stage, an action, a stack, a cluster … as production.',
    ...(production.length > 0
      ? [`# Found here: ${production.join(', ')}.`]
      : [
          '# Nothing that is deployed here is called so.',
          ...(pipelines.length > 0 ? ['# Add the word that your production goes by, if it has one.'] : []),
        ]),
    ...(assumed.length > 0
      ? ['# Taken for production, with less severity, because it is the last deploy of its pipeline:', ...listed(assumed)]
      : []),
    'production = ["prod", "production", "prd", "live"]',
    '',
  ];
  if (parameters.size > 0) {
    lines.push(
      '# Parameters that decide between environments. Unset, every value is looked at, and a problem says when it is one.',
      '[parameters]',
      ...[...parameters].map(([name, values]) => `# ${key(name)} = ${JSON.stringify(values.at(-1) ?? '')} # of ${few(values)}`),
      '',
    );
  }
  if (accounts.length > 0) {
    lines.push(
      '# What each account is called. What works in one whose name has a word of `production` deploys to production; what works in another does not.',
      '[accounts]',
      ...accounts.map(({ account, namedBy, production: is }) => `# ${account} = "${is ? 'production' : '…'}" # named by ${few(namedBy)}`),
      '',
    );
  }
  lines.push(
    '# A rule can be turned off, or be of another severity: `pipelint rules` lists them.',
    '# [rules.mutable-image-tags]',
    '# severity = "low"',
    '',
    '# Where there are no comments (JSON), an ignore stands here. It needs a reason.',
    '# [[ignore]]',
    '# rule = "production-without-approval"',
    '# path = "sandbox/**"',
    '# reason = "nobody depends on it"',
    '# until = 2027-01-31',
    '',
  );
  return lines.join('\n');
}

const few = (all: readonly string[]): string =>
  [...all.slice(0, MOST).map(oneLine), ...(all.length > MOST ? [`and ${all.length - MOST} more`] : [])].join(', ');

const listed = (all: readonly string[]): string[] => all.slice(0, MOST).map((one) => `#   ${oneLine(one)}`);

/** A name from a file must not end the comment that it stands in. */
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/g, ' ');

const key = (name: string): string => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name));
