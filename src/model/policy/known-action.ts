import { readActions } from '../../data/actions.ts';
import { fits } from './glob.ts';

/** What AWS says of an action: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export interface KnownAction {
  /** `codebuild:StartBuild` */
  readonly name: string;
  readonly level: 'list' | 'read' | 'write' | 'tagging' | 'permissions';
  /** The ARNs of the types of resources that it takes, with wildcards; none where only `*` will do. */
  readonly resources: readonly string[];
  /** The condition keys that it knows, those for tags left out; not told of every service. */
  readonly keys: readonly string[];
}

/** By its name in any case; undefined where the service is not one that delivery works with, or there is no such action. */
export const knownAction = (name: string): KnownAction | undefined => actionsOf(serviceOf(name.toLowerCase()))?.get(name.toLowerCase());

/** Every action that a pattern reaches, of the services that are known: `ecr:Put*`. */
export function actionsLike(pattern: string): readonly KnownAction[] {
  const wanted = pattern.toLowerCase();
  const services = [...lines().keys()].filter((service) => fits(serviceOf(wanted) || '*', service));
  return services.flatMap((service) => [...(actionsOf(service) ?? [])].flatMap(([name, action]) => (fits(wanted, name) ? [action] : [])));
}

/** Can it be limited to a resource at all? Undefined where nobody knows. */
export function takesResource(name: string): boolean | undefined {
  const known = knownAction(name);
  return known && known.resources.length > 0;
}

/** Is it done on the objects of a bucket, and not on the bucket? */
export const isOnObjects = ({ resources }: KnownAction): boolean => resources.some((one) => one.endsWith(':::*/*'));

/** `s3` of `s3:GetObject`. */
export const serviceOf = (name: string): string => (name.includes(':') ? name.slice(0, name.indexOf(':')) : name);

let table: ReadonlyMap<string, string> | undefined;

const lines = (): ReadonlyMap<string, string> => {
  table ??= new Map(
    readActions()
      .trim()
      .split('\n')
      .map((line): [string, string] => [line.slice(0, line.indexOf('|')), line]),
  );
  return table;
};

/** A service is read when it is first asked for. */
const read = new Map<string, ReadonlyMap<string, KnownAction>>();

function actionsOf(service: string): ReadonlyMap<string, KnownAction> | undefined {
  const before = read.get(service);
  const line = lines().get(service);
  if (before || line === undefined) return before;
  const [, types = '', actions = '', keys = ''] = line.split('|');
  const arns = new Map(pairs(types).map(([type, [shape = '']]) => [type, arnOf(service, shape)]));
  const keysOf = new Map(pairs(keys).flatMap(([list, names]) => names.map((name): [string, string[]] => [name, list.split(',')])));
  const found = new Map<string, KnownAction>();
  for (const [kind, names] of pairs(actions)) {
    const [level = '', on] = kind.split('@');
    const resources = on ? on.split(',').flatMap((type) => arns.get(type) ?? []) : [];
    for (const name of names) {
      const whole = `${service}:${name}`;
      found.set(whole.toLowerCase(), { name: whole, level: LEVELS[level] ?? 'write', resources, keys: keysOf.get(name) ?? [] });
    }
  }
  read.set(service, found);
  return found;
}

const LEVELS: Readonly<Record<string, KnownAction['level'] | undefined>> = {
  L: 'list',
  R: 'read',
  W: 'write',
  T: 'tagging',
  P: 'permissions',
};

/** `key word word;key word` */
const pairs = (text: string): [string, string[]][] =>
  text
    .split(';')
    .filter(Boolean)
    .map((part): [string, string[]] => {
      const [key = '', ...words] = part.split(' ');
      return [key, words];
    });

const arnOf = (service: string, shape: string): string =>
  shape.startsWith('=') ? `arn:*:${shape.slice(1)}` : `arn:*:${service}:*:*:${shape}`;
