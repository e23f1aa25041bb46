import { CONFIDENCES, SEVERITIES } from '../engine/rule.ts';
import type { IamScope } from '../model/identity.ts';

/** One thing that a user can set: the one table that the parser, the help and the configuration are made of. */
export interface OptionSpec {
  readonly name: string;
  /** `FILE`, `LEVEL`: nothing for a switch. */
  readonly value?: string;
  readonly values?: readonly string[];
  readonly repeat?: true;
  readonly about: string;
  readonly default?: string;
  /** It may stand in `pipelint.toml` under the same name. */
  readonly inConfig?: true;
  /** `map` and `init` take it too. */
  readonly everywhere?: true;
  readonly group: 'Output' | 'What counts' | 'What is known' | 'Configuration';
}

export const IAM_SCOPES = ['delivery', 'all'] as const satisfies readonly IamScope[];

export const FORMATS = ['text', 'json', 'sarif'] as const;

/** The options of `scan`. */
export const OPTIONS = [
  {
    group: 'Output',
    name: 'format',
    value: 'NAME',
    values: FORMATS,
    about: 'how to write the report to stdout',
    default: 'text',
    inConfig: true,
  },
  { group: 'Output', name: 'output', value: 'FORMAT=FILE', repeat: true, about: 'write the report to a file as well; again and again' },
  {
    group: 'Output',
    name: 'show-undecided',
    about: 'show what nobody can tell from what was read, and what would settle it',
    inConfig: true,
  },
  { group: 'Output', name: 'color', value: 'WHEN', values: ['auto', 'always', 'never'], about: 'colour the text report', default: 'auto' },
  { group: 'Output', name: 'quiet', about: 'say nothing on stderr but errors' },
  { group: 'Output', name: 'verbose', about: 'say on stderr what each file was read as' },
  {
    group: 'What counts',
    name: 'select',
    value: 'RULE',
    repeat: true,
    about: 'run only these rules: ids, categories, or ids of other tools',
    inConfig: true,
  },
  { group: 'What counts', name: 'ignore', value: 'RULE', repeat: true, about: 'leave these rules out' },
  {
    group: 'What counts',
    name: 'min-severity',
    value: 'LEVEL',
    values: SEVERITIES,
    about: 'report nothing below',
    default: 'low',
    inConfig: true,
  },
  {
    group: 'What counts',
    name: 'min-confidence',
    value: 'LEVEL',
    values: CONFIDENCES,
    about: 'report nothing less sure',
    default: 'low',
    inConfig: true,
  },
  {
    group: 'What counts',
    name: 'fail-on',
    value: 'LEVEL',
    values: [...SEVERITIES, 'never'],
    about: 'exit with 1 if a problem is this severe',
    default: 'high',
    inConfig: true,
  },
  { group: 'What counts', name: 'exit-zero', about: 'exit with 0 although there are such problems' },
  { group: 'What counts', name: 'no-ignores', about: 'pay no heed to ignores: what an auditor wants' },
  {
    group: 'What is known',
    name: 'parameter',
    everywhere: true,
    value: 'NAME=VALUE',
    repeat: true,
    about: 'the value of a template parameter',
  },
  {
    group: 'What is known',
    name: 'parameter-file',
    everywhere: true,
    value: 'FILE',
    repeat: true,
    about: 'values of template parameters: the JSON of the AWS CLI, or of a TemplateConfiguration',
  },
  {
    group: 'What is known',
    name: 'iam-scope',
    value: 'SCOPE',
    values: IAM_SCOPES,
    about: 'which roles and policies count: those of the delivery system, or all, also policies that nobody in sight has',
    default: 'delivery',
    inConfig: true,
  },
  { group: 'What is known', name: 'stdin-filename', value: 'PATH', about: 'what to call the text that `-` reads from stdin' },
  {
    group: 'Configuration',
    name: 'config',
    everywhere: true,
    value: 'FILE',
    about: 'read this instead of the pipelint.toml at the root of the repository',
  },
  { group: 'Configuration', name: 'no-config', everywhere: true, about: 'read no pipelint.toml' },
  { group: 'Configuration', name: 'show-config', about: 'print what is set, and where, and exit' },
] as const satisfies readonly OptionSpec[];

export type OptionName = (typeof OPTIONS)[number]['name'];
