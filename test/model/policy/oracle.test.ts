import { expect, test } from 'vitest';
import { Document } from '../../../src/documents/document.ts';
import { allowed, mayDo } from '../../../src/model/policy/evaluate.ts';
import { statementsOf } from '../../../src/model/policy/grants.ts';
import { written } from '../../../src/model/text.ts';
import type { Is } from '../../../src/model/truth.ts';
import { NOWHERE } from '../../../src/model/world.ts';
import { evaluate, type PolicyDocument } from '../../oracles/iam.ts';
import { Undocumented } from '../../oracles/iam-text.ts';
import { dice, KEYS, policy, request, roleOf, some } from './policies.ts';

const at = Document.ofData({ kind: 'file', path: 'x' }, {}).at('');

/** The same request for the model: what the context does not have is known to be absent. */
const asked = ({ action, resource, context }: ReturnType<typeof request>, leftOut: readonly string[] = []) => ({
  action,
  on: { arns: [written(at, resource)] },
  context: Object.fromEntries(
    KEYS.filter((key) => !leftOut.includes(key)).map((key) => {
      const value = context[key];
      return [key.toLowerCase(), value === undefined ? null : [value].flat()];
    }),
  ),
});

const CASES = 2500;

/** What AWS decides, or nothing where its documentation does not say. */
function decision(
  identity: readonly PolicyDocument[],
  boundary: PolicyDocument | undefined,
  of: ReturnType<typeof request>,
): Is | undefined {
  try {
    return evaluate({ identity, ...(boundary && { boundary: [boundary] }), request: of }) === 'allow' ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof Undocumented) return undefined;
    throw error;
  }
}

test('decides as the oracle does wherever everything is known', () => {
  const seen = { yes: 0, no: 0, unknown: 0 };
  for (let seed = 1; seed <= CASES; seed += 1) {
    const roll = dice(seed);
    const own = some(roll, 2, () => policy(roll));
    const attached = roll(2) ? [policy(roll)] : [];
    const boundary = roll(4) ? undefined : policy(roll);
    const of = request(roll);
    const wanted = decision([...own, ...attached], boundary, of);
    if (wanted === undefined) continue;
    const role = roleOf(own, boundary, attached);
    const { is } = mayDo(role, asked(of)).in(NOWHERE);
    if (!boundary) expect(allowed(statementsOf(role), asked(of)).in(NOWHERE).is).toBe(is);
    seen[is] += 1;
    const told = JSON.stringify({ seed, own, attached, boundary, of });
    if (is === 'unknown')
      expect(told, `undecided: ${told}`).toContain('${'); // a variable where the policy's version has none
    else expect(is, told).toBe(wanted);
  }
  expect(seen.yes).toBeGreaterThan(CASES / 20);
  expect(seen.no).toBeGreaterThan(CASES / 4);
  expect(seen.unknown).toBeLessThan(CASES / 40);
});
