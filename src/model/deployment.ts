import type { Role } from './identity.ts';
import type { Link } from './link.ts';
import type { Member } from './member.ts';
import { oncePer } from './once-per.ts';
import type { Pipeline, Stage } from './pipeline.ts';
import { saysTrial } from './production.ts';
import type { EcsService } from './service.ts';
import { push } from './table.ts';
import { equals, isOneOf, isTrue, mentions, type Text } from './text.ts';
import { all, any, asFarAsKnown, not, type Thing, type Truth, unknown } from './truth.ts';
import { ask, present, settled, through, type Value } from './value.ts';

/** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentGroupInfo.html */
export interface DeploymentGroup extends Thing {
  readonly name: Text;
  readonly application: Text;
  readonly applicationLink: Link<CodeDeployApplication>;
  /** `Server`, `Lambda`, `ECS`: said by the group, or else by its application. */
  readonly platform: Text;
  /** `CodeDeployDefault.ECSCanary10Percent5Minutes` */
  readonly config: Text;
  /** One of the user's own; absent for one of AWS's. */
  readonly configLink: Link<DeploymentConfig>;
  readonly style: { readonly type: Text; readonly option: Text };
  /** Machines outside AWS, by their tags. */
  readonly onPremises: readonly Thing[];
  readonly alarms: AlarmConfiguration;
  readonly rollback: { readonly enabled: Text; readonly events: readonly Member[] };
  /** What a blue/green deployment does when nobody reroutes the traffic in time: `STOP_DEPLOYMENT` waits for a person. */
  readonly onTimeout: Text;
  /** `TERMINATE` (or absent) takes the old version down after a wait in minutes, `KEEP_ALIVE` leaves it. */
  readonly blue: { readonly action: Text; readonly wait: Value<number> };
  readonly role: Link<Role>;
  readonly services: readonly (Thing & { readonly service: Link<EcsService> })[];
  /** The listeners over which a new version is tried before it gets the traffic. */
  readonly testListeners: readonly Member[];
  /** `UPDATE` or `IGNORE`: what is done with instances that missed a deployment. */
  readonly outdated: Text;
}

/** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ApplicationInfo.html */
export interface CodeDeployApplication extends Thing {
  readonly name: Text;
  /** `Server`, `Lambda`, `ECS`. */
  readonly platform: Text;
}

/** One of the user's own: https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentConfigInfo.html */
export interface DeploymentConfig extends Thing {
  readonly name: Text;
  readonly platform: Text;
  /** `TimeBasedCanary`, `TimeBasedLinear`, `AllAtOnce`. */
  readonly routing: Text;
  /** Minutes between the steps, and per cent of each. */
  readonly interval: Value<number>;
  readonly percentage: Value<number>;
  /** `HOST_COUNT` or `FLEET_PERCENT`, and how many stay healthy. */
  readonly healthyType: Text;
  readonly healthyValue: Value<number>;
}

export interface AlarmConfiguration {
  readonly enabled: Text;
  readonly ignorePollFailure: Text;
  readonly alarms: readonly AlarmReference[];
}

export interface AlarmReference extends Thing {
  readonly name: Text;
  readonly alarm: Link<Alarm>;
}

export interface Alarm extends Thing {
  readonly name: Text;
}

/** Alarms are named, and nothing says that they do not count. */
export const namesAlarms = ({ alarms }: DeploymentGroup): Truth =>
  all(any(...alarms.alarms.map(({ when }) => when)), not(isOff(alarms.enabled)));

/** Alarms are named, and looked at. An `Enabled` that is left out is neither yes nor no. */
export const watchesAlarms = (group: DeploymentGroup): Truth =>
  all(namesAlarms(group), isOn(group.alarms.enabled, 'the alarms are enabled'));

/** Automatic rollback is on, and an alarm is one of its events. */
export const rollsBackOnAlarm = ({ rollback }: DeploymentGroup): Truth =>
  all(
    any(...rollback.events.map(({ when, text }) => all(when, equals(text, 'DEPLOYMENT_STOP_ON_ALARM', 'an alarm rolls back')))),
    isOn(rollback.enabled, 'automatic rollback is enabled'),
  );

/** Automatic rollback is on, and a failure is one of its events. */
export const rollsBackOnFailure = ({ rollback }: DeploymentGroup): Truth =>
  all(
    any(...rollback.events.map(({ when, text }) => all(when, equals(text, 'DEPLOYMENT_FAILURE', 'a failure rolls back')))),
    isOn(rollback.enabled, 'automatic rollback is enabled'),
  );

/** Automatic rollback is written down, and a failure is none of what it is for: so it was meant. */
export const forgoesRollback = (group: DeploymentGroup): Truth => {
  const { enabled, events } = group.rollback;
  return all(any(present(enabled, 'says whether it rolls back'), ...events.map(({ when }) => when)), not(rollsBackOnFailure(group)));
};

const isOff = (enabled: Text): Truth => all(present(enabled, 'says whether it counts'), not(isTrue(enabled, 'is enabled')));

/** AWS documents no default for `Enabled`. */
const isOn = (enabled: Text, because: string): Truth =>
  any(
    isTrue(enabled, because),
    all(not(present(enabled, because)), unknown({ at: enabled.at, text: 'does not say whether it is Enabled', settle: '' })),
  );

export const isBlueGreen = ({ style }: DeploymentGroup): Truth => equals(style.type, 'BLUE_GREEN', 'blue/green');

/**
 * Instances get the new version while they serve: nothing of a blue/green deployment is said, and the platform is that of instances.
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/welcome.html#welcome-deployment-overview
 */
export const isInPlace = ({ style, platform, config, blue, onTimeout, onPremises }: DeploymentGroup): Truth => {
  const blueGreen = [style.type, blue.action, blue.wait, onTimeout].map((said) => present(said, 'blue/green'));
  const unsaid = all(
    any(equals(platform, 'Server', 'of instances'), not(present(platform, ''))),
    not(mentions(config, /Default\.(Lambda|ECS)/, 'of functions or containers')),
    not(any(...blueGreen)),
  );
  return all(any(equals(style.type, 'IN_PLACE', 'in place'), unsaid), ...onPremises.map(({ when }) => not(when)));
};

/** Traffic moves in steps: half-way is a state that needs a way back. */
export const shiftsGradually = ({ config }: DeploymentGroup): Truth =>
  ask(
    config,
    (pieces) => (pieces.some((piece) => 'literal' in piece && /Canary|Linear/.test(piece.literal)) ? 'yes' : 'no'),
    'traffic moves in steps',
  );

const AT_ONCE = ['AllAtOnce', 'LambdaAllAtOnce', 'ECSAllAtOnce'].map((name) => `CodeDeployDefault.${name}`);

/**
 * All instances, or all the traffic, get the new version at the same time, as AWS's configuration or one of the user's own says.
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
export const movesAllAtOnce = ({ config, configLink }: DeploymentGroup): Truth =>
  through(configLink, ({ routing }) => equals(routing, 'AllAtOnce', 'all at once'), isOneOf(config, AT_ONCE, 'all at once'));

/** Its own names say, as far as anybody can read them, that it is no production. */
export const isTrial = ({ name, application }: DeploymentGroup): Truth =>
  asFarAsKnown(any(saysTrial(name, 'the deployment group'), saysTrial(application, 'the application')));

/** The stages that deploy to each group and each service. */
const stagesOf = oncePer((pipelines: readonly Pipeline[]): ReadonlyMap<Thing, readonly Stage[]> => {
  const found = new Map<Thing, Stage[]>();
  for (const { stage, action, deploymentGroups } of pipelines.flatMap(({ steps }) => steps)) {
    for (const target of [...deploymentGroups().map(settled), settled(action.service)]) if (target) push(found, target, stage);
  }
  return found;
});

/** A stage that deploys to it looks at an alarm before it succeeds, and rolls back itself. */
export const isWatchedByStage = (target: DeploymentGroup | EcsService, pipelines: readonly Pipeline[]): Truth =>
  asFarAsKnown(any(...(stagesOf(pipelines).get(target) ?? []).map(rollsBackByStage)));

/**
 * The stage looks at an alarm before it succeeds, and goes back if it rings; one that only fails leaves the new version.
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html
 */
export const rollsBackByStage = ({ conditions }: Stage): Truth =>
  any(
    ...conditions
      .filter(({ moment }) => moment === 'onSuccess')
      .map(({ when, provider, result }) =>
        all(when, equals(result, 'ROLLBACK', ''), equals(provider, 'CloudWatchAlarm', 'the stage looks at an alarm before it succeeds')),
      ),
  );

/** Traffic only moves once a person says so; otherwise the deployment is stopped. */
export const waitsForPerson = ({ onTimeout }: DeploymentGroup): Truth => equals(onTimeout, 'STOP_DEPLOYMENT', 'waits for a person');
