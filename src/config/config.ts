import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootOf } from '../documents/files-paths.ts';
import { ParseError } from '../documents/tree.ts';
import type { OptionValue, Rule } from '../engine/rule.ts';
import { SEVERITIES, type Severity } from '../engine/rule.ts';
import type { Production } from '../model/production.ts';
import { OPTIONS, type OptionName, type OptionSpec } from './options.ts';
import { didYouMean } from './suggest.ts';

/** Something that a user wrote is wrong: told without a stack, and ends the run with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `[[ignore]]`: for JSON and live resources, which have no comments. */
export interface ConfigIgnore {
  readonly rules: readonly string[];
  readonly path: string | undefined;
  readonly subject: string | undefined;
  readonly reason: string;
  readonly until: string | undefined;
}

/** `[rules.<id>]` */
export interface RuleConfig {
  readonly enabled: boolean | undefined;
  readonly severity: Severity | undefined;
  readonly settings: Readonly<Record<string, OptionValue>>;
}

/** What `pipelint.toml` says. It is data only: nothing in it is ever run. */
export interface Config {
  /** The file that it was read from. */
  readonly file: string | undefined;
  readonly options: ReadonlyMap<OptionName, string | boolean | readonly string[]>;
  /** `production` and `[accounts]` */
  readonly production: Production;
  readonly parameters: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<string, RuleConfig>;
  readonly ignore: readonly ConfigIgnore[];
}

export const PRODUCTION: Production = { words: ['prod', 'production', 'prd', 'live'], accounts: new Map() };

export const NO_CONFIG: Config = {
  file: undefined,
  options: new Map(),
  production: PRODUCTION,
  parameters: new Map(),
  rules: new Map(),
  ignore: [],
};

const FILE = 'pipelint.toml';
const KEYS = ['production', 'accounts', 'parameters', 'rules', 'ignore'];

/** The `pipelint.toml` at the root of the repository that a folder belongs to; without a repository, in the folder itself. */
export function findConfig(folder: string): string | undefined {
  const file = join(rootOf(folder) ?? folder, FILE);
  return existsSync(file) ? file : undefined;
}

/** @throws UsageError that says what to write instead */
export async function readConfig(file: string, rules: readonly Rule[]): Promise<Config> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${file}: cannot be read`);
  }
  const { parseToml } = await import('../documents/toml.ts');
  let data: unknown;
  try {
    data = parseToml(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new UsageError(`${file}:${error.line + 1}: ${error.message}`);
  }
  return new Validator(file, rules).config(data as Table);
}

type Table = Readonly<Record<string, unknown>>;
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Holds each key against what it may be. */
class Validator {
  constructor(
    readonly file: string,
    readonly rules: readonly Rule[],
  ) {}

  config(data: Table): Config {
    const specs = new Map(OPTIONS.filter((spec) => 'inConfig' in spec).map((spec) => [spec.name, spec as OptionSpec]));
    const options = new Map<OptionName, string | boolean | readonly string[]>();
    for (const [key, value] of Object.entries(data)) {
      const spec = specs.get(key as never);
      if (spec) options.set(spec.name as OptionName, this.#option(spec, value));
      else if (!KEYS.includes(key)) this.#fail(key, `is no setting${didYouMean(key, [...specs.keys(), ...KEYS])}`);
    }
    return {
      file: this.file,
      options,
      production: this.#production(data),
      parameters: new Map(
        Object.entries(this.#table('parameters', data['parameters'])).map(([name, value]) => [
          name,
          this.#text(`parameters.${name}`, value),
        ]),
      ),
      rules: new Map(
        Object.entries(this.#table('rules', data['rules'])).map(([id, value]) => [this.#rule(id).id, this.#ruleConfig(id, value)]),
      ),
      ignore: this.#list('ignore', data['ignore']).map((value) => this.#ignore(value)),
    };
  }

  #production({ production, accounts }: Table): Production {
    const named = Object.entries(this.#table('accounts', accounts)).map(([account, name]) => {
      if (!/^\d{12}$/.test(account)) this.#fail(`accounts.${account}`, 'is no account: write its 12 digits = "what it is called"');
      return [account, this.#text(`accounts.${account}`, name)] as const;
    });
    return {
      words: production === undefined ? PRODUCTION.words : this.#strings('production', production).map((word) => word.toLowerCase()),
      accounts: new Map(named),
    };
  }

  #option(spec: OptionSpec, value: unknown): string | boolean | readonly string[] {
    if (!spec.value) return typeof value === 'boolean' ? value : this.#fail(spec.name, 'is true or false');
    if (spec.repeat) return this.#strings(spec.name, value);
    if (typeof value !== 'string' || (spec.values && !spec.values.includes(value)))
      return this.#fail(spec.name, `is one of ${spec.values?.join(', ') ?? 'a text'}`);
    return value;
  }

  #ruleConfig(id: string, value: unknown): RuleConfig {
    const rule = this.#rule(id);
    const { enabled, severity, ...rest } = this.#table(`rules.${id}`, value);
    if (enabled !== undefined && typeof enabled !== 'boolean') this.#fail(`rules.${id}.enabled`, 'is true or false');
    if (severity !== undefined && !SEVERITIES.includes(severity as Severity))
      this.#fail(`rules.${id}.severity`, `is one of ${SEVERITIES.join(', ')}`);
    const options = rule.options ?? {};
    for (const [name, given] of Object.entries(rest)) {
      const option = Object.hasOwn(options, name) ? options[name] : undefined;
      if (!option)
        this.#fail(
          `rules.${id}.${name}`,
          `is no setting of this rule${didYouMean(name, ['enabled', 'severity', ...Object.keys(options)])}`,
        );
      else if (!sameType(given, option.default))
        this.#fail(`rules.${id}.${name}`, `is ${Array.isArray(option.default) ? 'a list of texts' : `a ${typeof option.default}`}`);
    }
    return {
      enabled: enabled as boolean | undefined,
      severity: severity as Severity | undefined,
      settings: rest as Record<string, OptionValue>,
    };
  }

  #rule(id: string): Rule {
    const rule = this.rules.find((one) => one.id === id);
    return (
      rule ??
      this.#fail(
        `rules.${id}`,
        `is no rule${didYouMean(
          id,
          this.rules.map((one) => one.id),
        )}`,
      )
    );
  }

  #ignore(value: unknown): ConfigIgnore {
    const table = this.#table('ignore', value);
    const allowed = ['rule', 'rules', 'path', 'subject', 'reason', 'until'];
    for (const key of Object.keys(table))
      if (!allowed.includes(key)) this.#fail(`ignore.${key}`, `is no setting${didYouMean(key, allowed)}`);
    const { rule, rules, path, subject, reason, until } = table;
    if (path === undefined && subject === undefined)
      this.#fail('ignore', 'needs a path or a subject: turn a rule off everywhere with [rules.<id>] enabled = false');
    return {
      rules: [
        ...(rule === undefined ? [] : [this.#text('ignore.rule', rule)]),
        ...(rules === undefined ? [] : this.#strings('ignore.rules', rules)),
      ],
      path: path === undefined ? undefined : this.#text('ignore.path', path),
      subject: subject === undefined ? undefined : this.#text('ignore.subject', subject),
      reason: reason === undefined ? '' : this.#text('ignore.reason', reason),
      until: until instanceof Date ? until.toISOString().slice(0, 10) : until === undefined ? undefined : this.#text('ignore.until', until),
    };
  }

  #table(key: string, value: unknown): Table {
    return value === undefined ? {} : isTable(value) ? value : this.#fail(key, 'is a table');
  }

  #list(key: string, value: unknown): readonly unknown[] {
    return value === undefined ? [] : Array.isArray(value) ? value : this.#fail(key, `is a list of tables: [[${key}]]`);
  }

  #strings(key: string, value: unknown): readonly string[] {
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : this.#fail(key, 'is a list of texts');
  }

  #text(key: string, value: unknown): string {
    return ['string', 'number', 'boolean', 'bigint'].includes(typeof value) ? String(value) : this.#fail(key, 'is a text');
  }

  #fail(key: string, message: string): never {
    throw new UsageError(`${this.file}: ${key} ${message}`);
  }
}

const sameType = (given: unknown, fallback: OptionValue): boolean =>
  Array.isArray(fallback) ? Array.isArray(given) && given.every((one) => typeof one === 'string') : typeof given === typeof fallback;
