import { namesAlarms, rollsBackOnAlarm, watchesAlarms } from './deployment.ts';
import type { Step } from './pipeline.ts';
import { equals, isOneOf } from './text.ts';
import { all, any, not, type Truth, unknown } from './truth.ts';
import { present, through } from './value.ts';

/**
 * Does anything bring the old version back when an alarm speaks against the new one? By its deployment group, by the alarms of a
 * Lambda action (https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-LambdaDeploy.html), or by the stage.
 * Unknown where the target itself may, and nobody sees it.
 */
export const rollsBack = (step: Step): Truth => any(byGroup(step), byFunction(step), byStage(step), byTarget(step));

const byGroup = ({ action }: Step): Truth =>
  through(action.deploymentGroup, (group) => all(namesAlarms(group), watchesAlarms(group), rollsBackOnAlarm(group)));

const isDeployBy = ({ action }: Step, ...providers: readonly string[]): Truth =>
  all(equals(action.category, 'Deploy', ''), isOneOf(action.provider, providers, ''));

const byFunction = (step: Step): Truth =>
  all(isDeployBy(step, 'Lambda'), present(step.action.configuration('Alarms'), 'alarms roll the function back'));

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html */
const byStage = ({ stage }: Step): Truth =>
  any(
    ...stage.conditions
      .filter(({ moment }) => moment === 'onSuccess')
      .map(({ when, provider }) => all(when, equals(provider, 'CloudWatchAlarm', 'the stage looks at an alarm before it succeeds'))),
  );

/** What else has a way back of its own, and by whose settings. */
const OWN_WAYS: readonly (readonly [providers: readonly string[], settings: string])[] = [
  [
    ['CloudFormation', 'CloudFormationStackSet', 'CloudFormationStackInstances'],
    'a failed update is undone; the alarms of the stack are not known here',
  ],
  [['ECS'], 'the service decides, which is not known here'],
  [['ElasticBeanstalk', 'AppConfig'], 'the environment decides, which is not known here'],
  [['EKS'], 'the cluster decides, which is not known here'],
];

function byTarget(step: Step): Truth {
  const { at, category } = step.action;
  const runs = all(not(equals(category, 'Deploy', '')), unknown({ at, text: 'what it runs may bring the old version back' }));
  return any(...OWN_WAYS.map(([providers, text]) => all(isDeployBy(step, ...providers), unknown({ at, text }))), runs);
}
