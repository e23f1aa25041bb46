import { isGated } from './gate.ts';
import { words } from './map-names.ts';
import { oncePer } from './once-per.ts';
import { isApproval, isSource, type Pipeline, runsBefore, type Step } from './pipeline.ts';
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
  const isBefore = (other: Step): boolean =>
    other !== step && mayPrecede(other, step) && conceivable(all(other.when, runsBefore(other, step)));
  const { sources: begin, others: work } = inOrder(step.pipeline);
  const sources = begin.filter(isBefore);
  const others: Step[] = [];
  for (let i = work.length - 1; i >= 0 && others.length < MOST; i -= 1) {
    const other = work[i];
    if (other && isBefore(other)) others.unshift(other);
  }
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

/** The steps of a pipeline that are no approvals, in the order in which they run. */
const inOrder = oncePer(({ steps }: Pipeline) => {
  const ordered = steps
    .filter((step) => !conceivable(isApproval(step)))
    .map((step) => ({ step, order: orderOf(step) ?? 1 }))
    .toSorted((a, b) => a.step.index - b.step.index || a.order - b.order)
    .map(({ step }) => step);
  const isFirst = (step: Step): boolean => isSource(step).in(NOWHERE).is === 'yes';
  return { sources: ordered.filter(isFirst), others: ordered.filter((step) => !isFirst(step)) };
});

/** A quick look: of most steps it is plain that they come later. */
function mayPrecede(other: Step, step: Step): boolean {
  if (other.index !== step.index) return other.index < step.index;
  const [first, second] = [orderOf(other), orderOf(step)];
  return first === undefined || second === undefined || first < second;
}

const isNo = (truth: Truth): boolean => truth.in(NOWHERE).is === 'no';

/** Undefined where nobody knows. */
const orderOf = oncePer(({ action: { runOrder } }: Step): number | undefined => {
  const fact = runOrder.in(NOWHERE);
  return fact.state === 'known' ? fact.value : fact.state === 'absent' ? 1 : undefined;
});

function sourceOf({ name, configuration }: Step['action']): string {
  const branch = ['BranchName', 'Branch'].map((key) => words(configuration(key))).find(Boolean);
  return branch && !branch.includes('…') ? `commit on ${branch}` : `change of ${words(name)}`;
}
