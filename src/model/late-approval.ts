import { isCalledCheck } from './checked-after.ts';
import { among, followedBy, isApproval, isDeploy, isTestAction, oncePerStep, precededBy, runsBeside, type Step } from './pipeline.ts';
import { isProduction, type Production } from './production.ts';
import { all, any, not, type Truth } from './truth.ts';

/** A deploy runs beside an approval that is meant for it, and after none: it does not wait for the answer. */
export function ignoresApproval(step: Step, production: Production): Truth {
  const { pipeline } = step;
  const beside = among(pipeline, isApproval)
    .filter(({ step: approval }) => approval.index === step.index)
    .map(({ step: approval, truth }) => {
      // an approval beside a trial deploy may be meant for the deploys that come after it
      const meant = any(isProduction(step, production), not(followedBy(approval, isDeploy)));
      return all(truth, runsBeside(approval, step), meant);
    });
  return all(any(...beside), not(precededBy(step, isApproval)));
}

/** It does more than look: an approval before what only looks decides about nothing. */
const doesSomething = (step: Step): Truth => not(any(isApproval(step), isTestAction(step), all(isCalledCheck(step), not(isDeploy(step)))));

/** Nothing waits for this step that does more than look. */
export const holdsNothingBack = oncePerStep((approval) => not(followedBy(approval, doesSomething)));

const isVain = (step: Step): Truth => all(isApproval(step), holdsNothingBack(step));

/** An approval is asked after this step, and nothing waits for it any more: it was meant for what is done already. */
export const isApprovedTooLate = (step: Step): Truth => followedBy(step, isVain);
