import type { ConfigurationTarget } from '../model/appconfig.ts';
import { literal, type Piece, type Text } from '../model/text.ts';
import type { Thing } from '../model/truth.ts';
import { map } from '../model/value.ts';
import { alarmReferences } from './alarm.ts';
import type { Linker } from './linker.ts';
import { alike } from './names.ts';
import { add, pathOf, type Reader, thingAt } from './reader.ts';

/** An environment, as a template, `get-environment` and `list-environments` write it. */
export const readConfigurationEnvironment: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const path = pathOf(context, name);
  const environment = {
    name,
    application: node.prop('ApplicationId').text(),
    monitors: alarmReferences(node.prop('Monitors'), (monitor) => monitor.prop('AlarmArn').text(), path, context),
    ...thingAt(node, path),
  };
  add(context, 'configuration-environment', environment, name, node.prop('Id').text());
};

/** A strategy, as a template, `get-deployment-strategy` and `list-deployment-strategies` write it. */
export const readConfigurationStrategy: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const strategy = {
    name,
    duration: node.prop('DeploymentDurationInMinutes').number(),
    bakeTime: node.prop('FinalBakeTimeInMinutes').number(),
    growth: node.prop('GrowthFactor').number(),
    ...thingAt(node, pathOf(context, name)),
  };
  add(context, 'configuration-strategy', strategy, name, node.prop('Id').text());
};

/** A profile, as a template and `get-configuration-profile` write it. */
export const readConfigurationProfile: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const path = pathOf(context, name);
  const profile = {
    name,
    application: node.prop('ApplicationId').text(),
    validators: node
      .prop('Validators')
      .items()
      .map((validator) => ({ type: validator.prop('Type').text(), ...thingAt(validator, path) })),
    ...thingAt(node, path),
  };
  add(context, 'configuration-profile', profile, name, node.prop('Id').text());
};

/** A deployment by a template. */
export const readConfigurationDeployment: Reader = (node, context) => {
  const thing = thingAt(node, context.path);
  const text = (key: string): Text => node.prop(key).text();
  const target = configurationTarget(context.linker, thing, {
    application: text('ApplicationId'),
    environment: text('EnvironmentId'),
    profile: text('ConfigurationProfileId'),
    strategy: text('DeploymentStrategyId'),
  });
  add(context, 'configuration-deployment', { ...target, ...thing });
};

type Ids = Readonly<Record<'application' | 'environment' | 'profile' | 'strategy', Text>>;

/** What is deployed to, and how, by the ids that name it. */
export const configurationTarget = (linker: Linker, by: Thing, ids: Ids): ConfigurationTarget => ({
  environment: linker.link('configuration-environment', by, ids.environment, 'deployed to', ({ application }) =>
    alike(application, ids.application),
  ),
  profile: linker.link('configuration-profile', by, ids.profile, 'deployed', ({ application }) => alike(application, ids.application)),
  strategyId: ids.strategy,
  strategy: linker.link('configuration-strategy', by, ownStrategy(ids.strategy), 'followed by deployments'),
});

/** AWS's own strategies are in no file. */
const ownStrategy = (strategy: Text): Text =>
  map<readonly Piece[], readonly Piece[]>(strategy, (pieces) =>
    literal(pieces)?.startsWith('AppConfig.') ? { state: 'absent', given: [] } : pieces,
  );
