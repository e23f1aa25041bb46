import { isGated } from './gate.ts';
import { words } from './map-names.ts';
import { isApproval, isSource, runsBefore, type Step } from './pipeline.ts';
import { testsBefore } from './testing.ts';
import { all, conceivable, type Truth } from './truth.ts';
import { NOWHERE, type Note } from './world.ts';

/** Steps in the middle of a way that are told; of more, those nearest to its end. */
const MOST = 8;

type Missing = 'no test' | 'no approval';

/**
 * How a change gets to a step, from its source on, and what does not hold it up: `commit on main`, `Build`, `Release in Prod: no
 * approval`. What is known to be missing is missing in the worlds that are spoken of, if not in all.
 */
export function wayTo(step: Step, known: Missing): readonly Note[] {
  const before = step.pipeline.steps.filter(
    (other) => conceivable(all(other.when, runsBefore(other, step))) && !conceivable(isApproval(other)),
  );
  const ordered = before.toSorted((a, b) => a.index - b.index || orderOf(a) - orderOf(b));
  const sources = ordered.filter(is(isSource));
  const others = ordered.filter((other) => !sources.includes(other)).slice(-MOST);
  const missing = [
    ...(known === 'no test' || isNo(testsBefore(step)) ? ['no test'] : []),
    ...(known === 'no approval' || isNo(isGated(step)) ? ['no approval'] : []),
  ];
  const [stage, action] = [words(step.stage.name), words(step.action.name)];
  const end = stage === action ? action : `${action} in ${stage}`;
  return [
    ...sources.map(({ at, action }) => ({ at, text: sourceOf(action) })),
    ...others.map(({ at, action }) => ({ at, text: words(action.name) })),
    { at: step.at, text: `${end}: ${missing.join(', ')}` },
  ].map(({ at, text }) => ({ at, text: text || 'an action' }));
}

const is =
  (question: (step: Step) => Truth) =>
  (step: Step): boolean =>
    question(step).in(NOWHERE).is === 'yes';
const isNo = (truth: Truth): boolean => truth.in(NOWHERE).is === 'no';

function orderOf({ action: { runOrder } }: Step): number {
  const fact = runOrder.in(NOWHERE);
  return fact.state === 'known' ? fact.value : 1;
}

function sourceOf({ name, configuration }: Step['action']): string {
  const branch = ['BranchName', 'Branch'].map((key) => words(configuration(key))).find(Boolean);
  return branch && !branch.includes('…') ? `commit on ${branch}` : `change of ${words(name)}`;
}
