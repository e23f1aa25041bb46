/** How one value of a request is compared with one of a policy; undefined where either cannot be read as what it should be. */
type Compare = (seen: string, wanted: string) => boolean | undefined;

/** What the name of a condition operator says. */
export interface Operator {
  readonly set: 'all' | 'any' | undefined;
  /** Holds where the key is absent, too. */
  readonly ifExists: boolean;
  readonly negated: boolean;
  /** `null` asks whether the key is there; `text` and `pattern` compare texts. */
  readonly kind: 'text' | 'pattern' | 'null' | 'value';
  readonly ignoreCase: boolean;
  /** Each of the six parts of an ARN is compared with its own. */
  readonly arn: boolean;
  readonly compare: Compare;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function operatorOf(name: string): Operator | undefined {
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i.exec(name) ?? [];
  const lower = base.toLowerCase();
  const negated = /^(string|numeric|date|arn)not|^notip/.test(lower);
  const compare = COMPARE[lower.replace(/^(string|numeric|date|arn)not/, '$1').replace(/^notip/, 'ip')];
  if (!compare) return undefined;
  const kind = lower === 'null' ? 'null' : /^arn|like$/.test(lower) ? 'pattern' : lower.startsWith('string') ? 'text' : 'value';
  return {
    set: set && (/all/i.test(set) ? 'all' : 'any'),
    ifExists: ifExists !== undefined && kind !== 'null',
    negated,
    kind,
    ignoreCase: lower.includes('ignorecase'),
    arn: lower.startsWith('arn'),
    compare,
  } as Operator;
}

const numbers =
  (holds: (seen: number, wanted: number) => boolean, read: (text: string) => number): Compare =>
  (seen, wanted) => {
    const [a, b] = [read(seen), read(wanted)];
    return Number.isNaN(a) || Number.isNaN(b) ? undefined : holds(a, b);
  };

const number = (text: string): number => (/^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN);

/**
 * Seconds since 1970 (four digits may be a year), or https://www.w3.org/TR/NOTE-datetime, where a time of day has its zone.
 * What else `Date` takes for a date, it reads in the zone of whoever asks.
 */
function instant(text: string): number {
  if (/^\d+$/.test(text) && text.length !== 4) return Number(text) * 1000;
  return /^\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?$/.test(text) ? Date.parse(text) : Number.NaN;
}

const texts: Compare = (seen, wanted) => seen === wanted; // compared in pieces, not here

const ORDER: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  equals: (a, b) => a === b,
  lessthan: (a, b) => a < b,
  lessthanequals: (a, b) => a <= b,
  greaterthan: (a, b) => a > b,
  greaterthanequals: (a, b) => a >= b,
};

const COMPARE: Readonly<Record<string, Compare | undefined>> = Object.assign(Object.create(null), {
  stringequals: texts,
  stringequalsignorecase: texts,
  stringlike: texts,
  arnequals: texts,
  arnlike: texts,
  binaryequals: texts,
  bool: ((seen, wanted) => seen.toLowerCase() === wanted.toLowerCase()) satisfies Compare,
  null: texts,
  ipaddress: inRange,
  ...Object.fromEntries(
    Object.entries(ORDER).flatMap(([name, holds]) => [
      [`numeric${name}`, numbers(holds, number)],
      [`date${name}`, numbers(holds, instant)],
    ]),
  ),
});

/** Is the address in the range? Both families, a bare address is a range of one. */
function inRange(seen: string, wanted: string): boolean | undefined {
  const [range = '', length] = wanted.split('/');
  const [address, network] = [bitsOf(seen), bitsOf(range)];
  if (!address || !network) return undefined;
  const bits = length === undefined ? network.length : Number(length);
  if (Number.isNaN(bits) || bits < 0 || bits > network.length) return undefined;
  return address.length === network.length && address.slice(0, bits) === network.slice(0, bits);
}

function bitsOf(address: string): string | undefined {
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(address)) {
    const bytes = address.split('.').map(Number);
    return bytes.every((byte) => byte < 256) ? bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('') : undefined;
  }
  const [head = '', tail, more] = address.split('::');
  const groups = (text: string | undefined): string[] => (text ? text.split(':') : []);
  const missing = 8 - groups(head).length - groups(tail).length;
  if (more !== undefined || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const whole = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)];
  if (whole.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return undefined;
  return whole.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}
