import { among, isApproval, isDeploy, isTestAction, precededBy, runsBefore, runsBeside, type Step } from './pipeline.ts';
import { isProduction, type Production } from './production.ts';
import { all, any, not, type Truth } from './truth.ts';

/** A deploy runs beside an approval that is meant for it, and after none: it does not wait for the answer. */
export function ignoresApproval(step: Step, production: Production): Truth {
  const { pipeline } = step;
  const beside = among(pipeline, isApproval)
    .filter(({ step: approval }) => approval.index === step.index)
    .map(({ step: approval, truth }) => {
      // an approval beside a trial deploy may be meant for the deploys that come after it
      const later = among(pipeline, isDeploy).map(({ step: other, truth: deployed }) => all(deployed, runsBefore(approval, other)));
      return all(truth, runsBeside(approval, step), any(isProduction(step, production), not(any(...later))));
    });
  return all(any(...beside), not(precededBy(step, isApproval)));
}

/** What only looks: an approval before it decides about nothing. */
const onlyLooks = (step: Step): Truth => any(isApproval(step), isTestAction(step));

/** Nothing waits for this step that does more than look. */
export const holdsNothingBack = (approval: Step): Truth =>
  not(
    any(
      ...approval.pipeline.steps
        .filter(({ index }) => index >= approval.index)
        .map((step) => all(step.when, runsBefore(approval, step), not(onlyLooks(step)))),
    ),
  );

/** An approval is asked after this step, and nothing waits for it any more: it was meant for what is done already. */
export const isApprovedTooLate = (step: Step): Truth =>
  any(
    ...among(step.pipeline, isApproval)
      .filter(({ step: approval }) => approval.index >= step.index)
      .map(({ step: approval, truth }) => all(truth, runsBefore(step, approval), holdsNothingBack(approval))),
  );
