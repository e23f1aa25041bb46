import { expect, test } from 'vitest';
import { discover } from '../../src/documents/files.ts';
import { readAll } from '../../src/scanners/read.ts';
import { folder } from '../cli/command.ts';
import { read } from '../harness.ts';
import { told } from './told.ts';

/** The least that each command prints, as it is known by its bytes and its shape in a repository. */
test.each([
  ['describe-alarms', 'cloudwatch', '{"MetricAlarms":[{"AlarmName":"errors"}],"CompositeAlarms":[]}'],
  ['describe-alarms of composite ones', 'cloudwatch', '{"MetricAlarms":[],"CompositeAlarms":[{"AlarmName":"errors"}]}'],
  ['describe-services', 'ecs', '{"services":[{"serviceName":"web","clusterArn":"x"}]}'],
  ['create-service', 'ecs', '{"serviceName":"web","taskDefinition":"web"}'],
  ['describe-clusters', 'ecs', '{"clusters":[{"clusterName":"main","clusterArn":"x"}]}'],
  ['get-application', 'codedeploy', '{"application":{"applicationName":"web","computePlatform":"ECS"}}'],
  ['batch-get-applications', 'codedeploy', '{"applicationsInfo":[{"applicationName":"web","computePlatform":"ECS"}]}'],
  ['get-deployment-config', 'codedeploy', '{"deploymentConfigInfo":{"deploymentConfigName":"slow","computePlatform":"ECS"}}'],
  ['describe-repositories', 'ecr', '{"repositories":[{"repositoryName":"web","repositoryUri":"x"}]}'],
  ['create-repository', 'ecr', '{"repository":{"repositoryName":"web","repositoryUri":"x"}}'],
  ['get-registry-scanning-configuration', 'ecr', '{"registryId":"1","scanningConfiguration":{"scanType":"BASIC","rules":[]}}'],
  ['list-functions', 'lambda', '{"Functions":[{"FunctionName":"web","FunctionArn":"x"}]}'],
  ['get-function', 'lambda', '{"Configuration":{"FunctionName":"web","FunctionArn":"x"}}'],
  ['get-function-configuration', 'lambda', '{"FunctionName":"web","FunctionArn":"x","Role":"r","CodeSha256":"c"}'],
  ['create-function', 'lambda', '{"FunctionName":"web","Role":"r","Code":{}}'],
  ['list-versions-by-function', 'lambda', '{"Versions":[{"FunctionName":"web","FunctionArn":"x"}]}'],
  ['get-alias', 'lambda', '{"AliasArn":"x","Name":"live","FunctionVersion":"1"}'],
  ['list-aliases', 'lambda', '{"Aliases":[{"AliasArn":"x","Name":"live","FunctionVersion":"1"}]}'],
  ['kms list-aliases', 'kms', '{"Aliases":[{"AliasArn":"x","AliasName":"alias/a"}]}'],
  ['describe-configuration-settings', 'beanstalk', '{"ConfigurationSettings":[{"OptionSettings":[]}]}'],
  ['appconfig get-environment', 'appconfig', '{"ApplicationId":"a","Id":"b","Name":"prod","State":"READY_FOR_DEPLOYMENT"}'],
  ['list-environments', 'appconfig', '{"Items":[{"ApplicationId":"a","Id":"b","Name":"prod","State":"READY_FOR_DEPLOYMENT"}]}'],
  ['get-configuration-profile', 'appconfig', '{"ApplicationId":"a","Id":"b","LocationUri":"hosted"}'],
  ['get-deployment-strategy', 'appconfig', '{"Id":"b","GrowthFactor":20}'],
  ['list-deployment-strategies', 'appconfig', '{"Items":[{"Id":"b","GrowthFactor":20}]}'],
])('%s', async (_, as, text) => {
  const cwd = folder({ 'a.json': text });
  expect((await readAll(discover(['.'], cwd), new Map(), cwd)).files).toMatchObject([{ as }]);
});

test('alarms of both kinds are read', () => {
  const model = read('{"MetricAlarms":[{"AlarmName":"errors"},{"AlarmName":"latency"}],"CompositeAlarms":[{"AlarmName":"all"}]}');
  expect(model.all('alarm').map(({ name }) => told(name))).toEqual(['errors', 'latency', 'all']);
});
