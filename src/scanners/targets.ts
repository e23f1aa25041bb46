import type { Node } from '../documents/node.ts';
import type { Link } from '../model/link.ts';
import type { Kind, Nouns } from '../model/model.ts';
import type { DeployTargets } from '../model/pipeline.ts';
import type { Thing, Truth } from '../model/truth.ts';
import { absent } from '../model/value.ts';
import { configurationTarget } from './appconfig.ts';
import type { Linker } from './linker.ts';
import { alike, sameTarget } from './names.ts';

/**
 * What an action works on, by the keys of its configuration:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html
 */
export function targetsOf(settings: Node, action: Thing, linker: Linker): DeployTargets {
  const none = absent<never>(settings.at);
  /** Most actions name one of these things: the others cost nothing. */
  const link = <K extends Kind>(kind: K, key: string, as: string, among?: (noun: Nouns[K]) => Truth): Link<Nouns[K]> => {
    const node = settings.key(key);
    return node.exists ? linker.link(kind, action, node.text(), as, among) : none;
  };
  const to = 'deployed to by an action';
  const application = settings.key('ApplicationName').text();
  const cluster = settings.key('ClusterName').text();
  const lambda = link('function', 'FunctionName', 'called or deployed by an action');
  return {
    deploymentGroup: link('deployment-group', 'DeploymentGroupName', to, (group) => alike(group.application, application)),
    service: link('service', 'ServiceName', to, (service) => alike(service.clusterName, cluster)),
    function: lambda,
    alias: link('function-alias', 'FunctionAlias', to, (alias) => sameTarget(alias.function, lambda)),
    beanstalk: link('beanstalk-environment', 'EnvironmentName', to, (environment) => alike(environment.application, application)),
    appConfig: settings.key('Environment').exists
      ? configurationTarget(linker, action, {
          application: settings.key('Application').text(),
          environment: settings.key('Environment').text(),
          profile: settings.key('ConfigurationProfile').text(),
          strategy: settings.key('DeploymentStrategy').text(),
        })
      : { environment: none, profile: none, strategyId: none, strategy: none },
  };
}
