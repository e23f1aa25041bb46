import { waitsForPerson } from './deployment.ts';
import { startedAfter } from './invoked.ts';
import { isApproval, oncePerStep, precededBy } from './pipeline.ts';
import type { EcsService, ServiceHook } from './service.ts';
import { equals, isOneOf } from './text.ts';
import { all, any, asFarAsKnown, NEVER, not, type Truth } from './truth.ts';
import { through } from './value.ts';

/**
 * Where a deployment can be held before the new version gets the traffic of users:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html
 */
const BEFORE_TRAFFIC = ['RECONCILE_SERVICE', 'PRE_SCALE_UP', 'POST_SCALE_UP', 'POST_TEST_TRAFFIC_SHIFT', 'PRE_PRODUCTION_TRAFFIC_SHIFT'];

/** The deployment waits here for a person, before the new version gets the traffic. */
const pauses = ({ target, stages }: ServiceHook): Truth =>
  all(
    equals(target, 'PAUSE', 'the deployment waits for a person'),
    any(...stages.map(({ when, text }) => all(when, isOneOf(text, BEFORE_TRAFFIC, 'before it gets the traffic')))),
  );

const goesOn = ({ onTimeout }: ServiceHook): Truth => equals(onTimeout, 'CONTINUE', 'goes on after the time is over');

/** It waits for a person, and goes on without one. */
export const pausesInVain = (hook: ServiceHook): Truth => all(pauses(hook), goesOn(hook));

/** It waits for a person, and is taken back without one. */
const isGate = (hook: ServiceHook): Truth => all(hook.when, pauses(hook), not(goesOn(hook)));

const pausesForPerson = ({ hooks }: EcsService): Truth => any(...hooks.map(isGate));

/**
 * A person has to agree before this step gives anybody a new version: by an approval that ran before it, or because the
 * deployment itself waits for one.
 */
export const isGated = oncePerStep((step) =>
  any(
    precededBy(step, isApproval),
    startedAfter(step.pipeline, { step: (starter) => precededBy(starter, isApproval), build: () => NEVER }),
    asFarAsKnown(any(...step.deploymentGroups().map((group) => through(group, waitsForPerson)))),
    asFarAsKnown(through(step.action.service, pausesForPerson)),
  ),
);
