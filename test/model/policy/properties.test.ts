import { expect, test } from 'vitest';
import { Document } from '../../../src/documents/document.ts';
import type { Role } from '../../../src/model/identity.ts';
import { mayDo, mayFreelyDo, type Request } from '../../../src/model/policy/evaluate.ts';
import { every, type Resource, some } from '../../../src/model/policy/resource.ts';
import { written } from '../../../src/model/text.ts';
import type { Is } from '../../../src/model/truth.ts';
import { NOWHERE } from '../../../src/model/world.ts';
import { read } from '../../harness.ts';
import type { PolicyDocument } from '../../oracles/iam.ts';
import { dice, KEYS, pick, policy, type Roll, request, roleOf, some as several, statement } from './policies.ts';

const at = Document.ofData({ kind: 'file', path: 'x' }, {}).at('');

/** Of one thing, of everything of a kind, or of anything of it; with all, some or none of the context. */
function asked(roll: Roll, scopes = true): Request {
  const { action, resource, context } = request(roll);
  const one: Resource = { arns: [written(at, resource)] };
  const on = !scopes ? one : pick(roll, [one, one, every('s3'), every('iam', 'role/'), every(), some('s3'), some('codebuild', 'project/')]);
  const named = KEYS.filter(() => roll(3)).map((key): [string, string[] | null] => [
    key.toLowerCase(),
    context[key] === undefined ? null : [context[key]].flat(),
  ]);
  return { action, on, context: Object.fromEntries(named) };
}

const RANK: Readonly<Record<Is, number>> = { no: 0, unknown: 1, yes: 2 };
const CASES = 600;
const both = (role: Role, of: Request): Is[] => [mayDo(role, of), mayFreelyDo(role, of)].map((truth) => truth.in(NOWHERE).is);

type Change = (roll: Roll, own: readonly PolicyDocument[]) => readonly PolicyDocument[];

/** What the change allows is never more (or never less) than what was allowed before it. */
function never(what: 'more' | 'less', change: Change): void {
  let moved = 0;
  for (let seed = 1; seed <= CASES; seed += 1) {
    const roll = dice(seed);
    const own = several(roll, 2, () => policy(roll));
    const other = change(roll, own);
    const of = asked(roll);
    const [before, after] = [both(roleOf(own), of), both(roleOf(other), of)];
    const wrong = before.some((is, i) => (what === 'more' ? RANK[after[i] ?? is] > RANK[is] : RANK[after[i] ?? is] < RANK[is]));
    if (wrong) expect({ seed, action: of.action, own, other, before, after }).toBeUndefined();
    if (String(before) !== String(after)) moved += 1;
  }
  expect(moved, 'it changes something').toBeGreaterThan(CASES / 100);
}

const version = '2012-10-17';

test('one more Deny never allows more', () =>
  never('more', (roll, own) => [...own, { Version: version, Statement: { ...statement(roll), Effect: 'Deny' } }]));

test('one more Allow never allows less', () =>
  never('less', (roll, own) => [...own, { Version: version, Statement: { ...statement(roll), Effect: 'Allow' } }]));

/** Each pattern reaches a part of what the one before it reaches. */
const NARROWER = [
  '*',
  'arn:*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::web*',
  'arn:aws:s3:::web/*',
  'arn:aws:s3:::web/a/*',
  'arn:aws:s3:::web/a/b.zip',
];

test('a narrower resource never allows more', () =>
  never('more', (roll, own) =>
    own.map((one) => ({
      ...one,
      Statement: [one.Statement].flat().map((each) => {
        const at = NARROWER.findIndex((pattern) => [each.Resource].flat().includes(pattern));
        if (each.Effect === 'Deny' || at < 0) return each;
        return {
          ...each,
          Resource: [each.Resource].flat().map((pattern) => (pattern === NARROWER[at] ? pick(roll, NARROWER.slice(at)) : String(pattern))),
        };
      }),
    })),
  ));

test('what nobody can see leaves an answer as it is, or open', () => {
  let open = 0;
  for (let seed = 1; seed <= CASES; seed += 1) {
    const roll = dice(seed);
    const own = several(roll, 2, () => policy(roll));
    const values: string[] = [];
    const hide = (one: unknown): unknown => {
      if (typeof one === 'string') return roll(8) || !one ? one : { Ref: `Given${values.push(one) - 1}` };
      if (Array.isArray(one)) return one.map(hide);
      return one && typeof one === 'object' ? Object.fromEntries(Object.entries(one).map(([key, value]) => [key, hide(value)])) : one;
    };
    const hidden = own.map((one) => ({ ...one, Statement: hide(one.Statement) }));
    const role = (given: Record<string, string>): Role =>
      read(
        JSON.stringify({
          Parameters: Object.fromEntries(values.map((_, i) => [`Given${i}`, { Type: 'String' }])),
          Resources: {
            Role: {
              Type: 'AWS::IAM::Role',
              Properties: { Policies: hidden.map((PolicyDocument, i) => ({ PolicyName: `${i}`, PolicyDocument })) },
            },
          },
        }),
        given,
      ).all('role')[0] as Role;
    const of = asked(roll, false); // of everything of a kind a reference is never taken for a wildcard
    const seen = mayDo(role({}), of).in(NOWHERE).is;
    const told = mayDo(role(Object.fromEntries(values.map((value, i) => [`Given${i}`, value]))), of).in(NOWHERE).is;
    if (seen !== 'unknown') expect(seen, JSON.stringify({ seed, hidden, values })).toBe(told);
    else if (told !== 'unknown') open += 1;
  }
  expect(open).toBeGreaterThan(CASES / 30);
});
