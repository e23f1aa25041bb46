import { BlockList, isIP } from 'node:net';
import { type Context, components, fits, type Sign, signsOf, substituted, Undocumented, valuesOf, written } from './iam-text.ts';

type Scalar = string | number | boolean;

/** Operator → key → value or values, all as in the policy. */
export type Condition = Readonly<Record<string, Readonly<Record<string, Scalar | readonly Scalar[]>>>>;

/** Whether a value of the request is what the policy's value says. */
type Match = (value: string, policy: string, variables: Context | undefined) => boolean;

interface Operator {
  readonly match: Match;
  /** `StringNotEquals` and its like: true when no value of the policy matches. */
  readonly negated: boolean;
}

const yes = (match: Match): Operator => ({ match, negated: false });
const not = (match: Match): Operator => ({ match, negated: true });

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: yes(equals),
  StringNotEquals: not(equals),
  StringEqualsIgnoreCase: yes(equalsIgnoreCase),
  StringNotEqualsIgnoreCase: not(equalsIgnoreCase),
  StringLike: yes(like),
  StringNotLike: not(like),
  NumericEquals: yes(number((value, policy) => value === policy)),
  NumericNotEquals: not(number((value, policy) => value === policy)),
  NumericLessThan: yes(number((value, policy) => value < policy)),
  NumericLessThanEquals: yes(number((value, policy) => value <= policy)),
  NumericGreaterThan: yes(number((value, policy) => value > policy)),
  NumericGreaterThanEquals: yes(number((value, policy) => value >= policy)),
  DateEquals: yes(date((value, policy) => value === policy)),
  DateNotEquals: not(date((value, policy) => value === policy)),
  DateLessThan: yes(date((value, policy) => value < policy)),
  DateLessThanEquals: yes(date((value, policy) => value <= policy)),
  DateGreaterThan: yes(date((value, policy) => value > policy)),
  DateGreaterThanEquals: yes(date((value, policy) => value >= policy)),
  Bool: yes(bool),
  BinaryEquals: yes((value, policy) => Buffer.from(value, 'base64').equals(Buffer.from(policy, 'base64'))),
  IpAddress: yes(address),
  NotIpAddress: not(address),
  ArnEquals: yes(arn),
  ArnLike: yes(arn),
  ArnNotEquals: not(arn),
  ArnNotLike: not(arn),
};

/**
 * Every operator, and every key of it, must hold; `variables` is the context where the policy's version knows variables.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function holds(condition: Condition, context: Context, variables: Context | undefined): boolean {
  return Object.entries(condition).every(([name, keys]) =>
    Object.entries(keys).every(([key, policy]) => asks(name, valuesOf(context, key), [policy].flat().map(String), variables)),
  );
}

/**
 * `[ForAllValues:|ForAnyValue:]Operator[IfExists]`. Of the policy's values one must match, or none where the operator is
 * negated. Of the request's values all must do, or one; a single one, without a set operator. Set operators take an empty text
 * for no value.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
 */
function asks(name: string, values: readonly string[], policy: readonly string[], variables: Context | undefined): boolean {
  if (name === 'Null') return isNull(values, policy);
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/u.exec(name) ?? [];
  const operator = Object.hasOwn(OPERATORS, base) ? OPERATORS[base] : undefined;
  if (!operator) throw new Undocumented(`no operator ${name}`);
  if (values.length === 0 && ifExists) return true;

  const holdsFor = (value: string): boolean => policy.some((one) => operator.match(value, one, variables)) !== operator.negated;
  const members = values.every((value) => value === '') ? [] : values;
  if (set === 'ForAllValues') return members.every(holdsFor);
  if (set === 'ForAnyValue') return members.some(holdsFor);

  const [value, ...more] = values;
  if (more.length > 0) throw new Undocumented(`several values without a set operator: ${name}`);
  // An absent key matches nothing, which is what a negated operator asks for.
  return value === undefined ? operator.negated : holdsFor(value);
}

/**
 * `true`: the key is absent; `false`: it has a value. Whether an empty text is one is not said.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null
 */
function isNull(values: readonly string[], policy: readonly string[]): boolean {
  if (values.length > 0 && values.every((value) => value === '')) throw new Undocumented('Null of an empty text');
  return policy.some((one) => truth(one) === (values.length === 0));
}

/** A policy's text with its variables replaced: those of the string and the ARN operators. */
function resolved(policy: string, variables: Context | undefined): Sign[] | undefined {
  return variables ? substituted(policy, variables) : signsOf(policy);
}

function equals(value: string, policy: string, variables: Context | undefined): boolean {
  const signs = resolved(policy, variables);
  return signs !== undefined && written(signs) === value;
}

function equalsIgnoreCase(value: string, policy: string, variables: Context | undefined): boolean {
  const signs = resolved(policy, variables);
  return signs !== undefined && written(signs).toLowerCase() === value.toLowerCase();
}

function like(value: string, policy: string, variables: Context | undefined): boolean {
  const signs = resolved(policy, variables);
  return signs !== undefined && fits(signs, value);
}

/**
 * Each of the six components by itself; `ArnEquals` knows wildcards too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
function arn(value: string, policy: string, variables: Context | undefined): boolean {
  const signs = resolved(policy, variables);
  if (signs === undefined) return false;
  const pattern = components(signs);
  if (!pattern) throw new Undocumented(`not an ARN: ${policy}`);
  const parts = components(signsOf(value));
  return parts?.every((part, at) => fits(pattern[at] ?? [], written(part))) ?? false;
}

/** That a Boolean may be a variable is said on one page and denied on another: it is not taken for one. */
function bool(value: string, policy: string): boolean {
  return String(truth(policy)) === value;
}

function truth(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new Undocumented(`neither true nor false: ${text}`);
  return text === 'true';
}

function number(compare: (value: number, policy: number) => boolean): Match {
  const read = (text: string): number => (/^[+-]?\d+(\.\d+)?$/u.test(text) ? Number(text) : Number.NaN);
  return (value, policy) => compared(read(value), read(policy), policy, compare);
}

/** Instants, in seconds since 1970 or as of https://www.w3.org/TR/NOTE-datetime, where a time of day has its zone. */
function date(compare: (value: number, policy: number) => boolean): Match {
  return (value, policy) => compared(instant(value), instant(policy), policy, compare);
}

function instant(text: string): number {
  if (/^\d{4}$/u.test(text)) throw new Undocumented(`a year, or seconds: ${text}`);
  if (/^\d+$/u.test(text)) return Number(text) * 1000;
  const known = /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?$/u;
  return known.test(text) ? Date.parse(text) : Number.NaN;
}

/** What the request has in no such form is not equal, less or greater; what the policy has in no such form is not allowed. */
function compared(value: number, limit: number, policy: string, compare: (value: number, policy: number) => boolean): boolean {
  if (Number.isNaN(limit)) throw new Undocumented(`neither a number nor a date: ${policy}`);
  return compare(value, limit);
}

/**
 * An address or a range in CIDR notation; an IPv4 address alone is a range of one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
function address(value: string, policy: string): boolean {
  const [network = '', prefix = isIP(policy) === 4 ? '32' : ''] = policy.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(network)] ?? -1;
  if (!/^\d+$/u.test(prefix) || Number(prefix) > bits) throw new Undocumented(`not a range of addresses: ${policy}`);
  if (isIP(value) !== isIP(network)) return false;
  const family = bits === 32 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(network, Number(prefix), family);
  return range.check(value, family);
}
