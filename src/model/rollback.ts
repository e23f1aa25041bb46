import type { BeanstalkEnvironment } from './beanstalk.ts';
import { templatesOf } from './change-set.ts';
import { type DeploymentGroup, rollsBackByStage, rollsBackOnAlarm, rollsBackOnFailure, watchesAlarms } from './deployment.ts';
import type { Model } from './model.ts';
import type { Stage, Step } from './pipeline.ts';
import type { BlueGreenHook, EcsService } from './service.ts';
import type { Template } from './stack.ts';
import { equals, isOneOf, isTrue } from './text.ts';
import { all, any, asFarAsKnown, not, type Thing, type Truth, unknown, yes } from './truth.ts';
import { ask, isGiven, present, through } from './value.ts';

/**
 * Does anything bring the old version back when an alarm speaks against the new one? By its deployment group, its service, its
 * environment, by what the template of its stack holds, by the alarms of a Lambda action
 * (https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-LambdaDeploy.html), or by the stage.
 */
export const rollsBack = (step: Step, model: Model): Truth =>
  any(
    ...step.deploymentGroups().map((group) => through(group, groupRollsBack)),
    through(step.action.service, serviceRollsBack),
    through(step.action.appConfig.environment, ({ monitors }) =>
      any(...monitors.map(({ at, when }) => all(when, yes({ at, text: 'an alarm of the environment rolls back' })))),
    ),
    byFunction(step),
    rollsBackByStage(step.stage),
    all(
      isByStack(step),
      any(...templatesOf(step).map((link) => through(link, (template) => templateRollsBack(template, model))), ofStack(step)),
    ),
    runsSomething(step),
  );

/** Is a deployment that fails by itself undone? */
export const isUndone = (step: Step): Truth =>
  any(
    ...step.deploymentGroups().map((group) => through(group, rollsBackOnFailure)),
    through(step.action.service, breaksCircuit),
    through(step.action.beanstalk, keepsOld),
    all(isByStack(step), yes({ at: step.at, text: 'a failed update of a stack is undone' })),
    equals(step.stage.failure.result, 'ROLLBACK', 'the stage rolls back when it fails'),
    runsSomething(step),
  );

const groupRollsBack = (group: DeploymentGroup): Truth => all(watchesAlarms(group), rollsBackOnAlarm(group));

/** Something that the template deploys rolls itself back: functions of SAM through the groups that are made for them. */
const templateRollsBack = ({ at }: Template, model: Model): Truth => {
  const here = <T extends Thing>(things: readonly T[], question: (thing: T) => Truth): Truth[] =>
    things.filter((thing) => thing.at.source === at.source).map((thing) => all(thing.when, question(thing)));
  return any(...here(model.all('deployment-group'), groupRollsBack), ...here(model.all('service'), serviceRollsBack));
};

/** They are set when the stack is made, and stay with it: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-rollback-triggers.html */
const ofStack = ({ at }: Step): Truth => unknown({ at, text: 'the alarms of the stack are not known here' });

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html */
export const serviceRollsBack = (service: EcsService): Truth =>
  all(
    deploysItself(service),
    any(...service.alarms.alarms.map(({ when }) => when)),
    isTrue(service.alarms.enabled, 'the alarms of the service are enabled'),
    isTrue(service.alarms.rollback, 'its alarms roll the service back'),
  );

/** Of rolling updates only: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
export const breaksCircuit = (service: EcsService): Truth =>
  all(
    isRolling(service),
    isTrue(service.circuitBreaker.enabled, 'the circuit breaker is enabled'),
    isTrue(service.circuitBreaker.rollback, 'the circuit breaker rolls the service back'),
  );

/** The circuit breaker is written down: where it does not roll back, so it was meant. */
export const saysBreaker = ({ circuitBreaker: { enabled, rollback } }: EcsService): Truth =>
  any(present(enabled, 'says whether there is a circuit breaker'), present(rollback, 'says whether it rolls back'));

/** Its tasks are replaced by and by, and no old ones are kept. */
export const isRolling = (service: EcsService): Truth => all(deploysItself(service), not(shiftsTraffic(service)));

/** New tasks run beside the old ones, and get the traffic at once or in steps. */
export const shiftsTraffic = ({ strategy }: EcsService): Truth =>
  isOneOf(strategy, ['BLUE_GREEN', 'LINEAR', 'CANARY'], 'new tasks run beside the old ones');

/** Amazon ECS deploys it, and not CodeDeploy or something else. */
export const deploysItself = ({ controller }: EcsService): Truth =>
  not(isOneOf(controller, ['CODE_DEPLOY', 'EXTERNAL'], 'something else deploys the service'));

/** CodeDeploy replaces its tasks on behalf of the template. */
export const isReplacedByHook = (service: EcsService, hooks: readonly BlueGreenHook[]): Truth =>
  asFarAsKnown(
    any(
      ...hooks.flatMap((hook) =>
        hook.services.map((one) =>
          all(
            hook.when,
            one.when,
            ask(one.service, (known) => (known === service ? 'yes' : 'no'), 'CodeDeploy replaces the tasks'),
          ),
        ),
      ),
    ),
  );

/** The other policies leave both versions: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.deploy-existing-version.html */
function keepsOld({ option }: BeanstalkEnvironment): Truth {
  const policy = option('aws:elasticbeanstalk:command', 'DeploymentPolicy');
  return any(
    isOneOf(policy, ['Immutable', 'TrafficSplitting'], 'a failed deployment leaves the old instances'),
    all(not(present(policy, '')), unknown({ at: policy.at, text: 'the deployed version may set its DeploymentPolicy' })),
  );
}

/** A build or a function of the user's own may be called like a provider of AWS, and deploys in its own way. */
export const isDeployBy = ({ action }: Step, ...providers: readonly string[]): Truth =>
  all(equals(action.category, 'Deploy', ''), isOneOf(action.provider, providers, ''));

const byFunction = (step: Step): Truth =>
  all(isDeployBy(step, 'Lambda'), isGiven(step.action.configuration('Alarms'), 'alarms roll the function back'));

/** A Lambda action moves an alias to a new version, and no alarm takes it back. */
export const movesUnwatched = (step: Step): Truth =>
  all(isDeployBy(step, 'Lambda'), isGiven(step.action.configuration('FunctionAlias'), 'moves an alias'), not(byFunction(step)));

/** What deploys has a way back of its own, whether or not it is switched on: rules of its own speak of that. */
export const hasOwnWayBack = (step: Step): Truth =>
  any(
    isByStack(step),
    isDeployBy(step, 'CodeDeploy', 'CodeDeployToECS', 'ECS', 'ElasticBeanstalk', 'AppConfig'),
    all(isDeployBy(step, 'Lambda'), isGiven(step.action.configuration('FunctionAlias'), 'moves an alias')),
    runsSomething(step),
  );

/**
 * The stage goes back to what ran before, when an action of it fails or a condition after it does not hold.
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html
 */
export const stageGoesBack = ({ failure, conditions }: Stage): Truth =>
  any(
    equals(failure.result, 'ROLLBACK', 'the stage rolls back when it fails'),
    ...conditions.map(({ when, result }) => all(when, equals(result, 'ROLLBACK', 'the stage rolls back'))),
  );

const isByStack = (step: Step): Truth => isDeployBy(step, 'CloudFormation', 'CloudFormationStackSet', 'CloudFormationStackInstances');

/** A build or a function that deploys does it in its own way. */
const runsSomething = ({ action }: Step): Truth =>
  all(not(equals(action.category, 'Deploy', '')), unknown({ at: action.at, text: 'what it runs may bring the old version back' }));
