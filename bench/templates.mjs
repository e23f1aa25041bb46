// Whole templates, as plain data, made of the resources beside.
import {
  buildStage,
  buildStatements,
  buildspec,
  deploymentGroup,
  deployStage,
  OTHERS,
  pipeline,
  pipelineStatements,
  project,
  role,
  sourceStage,
  sub,
  taskDefinition,
} from './resources.mjs';
import { toYaml } from './yaml.mjs';

const ENVIRONMENT = { Type: 'String', Description: 'Which environment this is', Default: 'dev', AllowedValues: ['dev', 'staging', 'prod'] };
const CONDITIONS = { IsProd: { 'Fn::Equals': [{ Ref: 'Environment' }, 'prod'] } };

const whole = (description, resources) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: description,
  Parameters: { Environment: ENVIRONMENT, ...parametersFor(resources) },
  Conditions: CONDITIONS,
  Resources: resources,
  Outputs: {
    Stack: { Description: 'The name of this stack', Value: { Ref: 'AWS::StackName' }, Export: { Name: sub('${AWS::StackName}-name') } },
  },
});

/** What the resources refer to and do not hold comes from outside. */
function parametersFor(resources) {
  const names = [...JSON.stringify(resources).matchAll(/\{"Ref":"(\w+)"\}|\$\{(\w+)\}/g)].map(([, name, inText]) => name ?? inText);
  const missing = [...new Set(names)].filter((name) => name !== 'Environment' && !(name in resources)).sort();
  return Object.fromEntries(missing.map((name) => [name, { Type: 'String', Description: `${name} of the platform stack` }]));
}

/** Some resources of the kinds that have nothing to do with delivery. */
const others = (roll, count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`Other${i + 1}`, roll.pick(OTHERS)(roll)]));

/** One pipeline and everything that it needs. */
export function delivery(roll, { stages = 1 + roll(3), more = roll(2) } = {}) {
  const environments = ['Staging', 'Integration', 'Load', 'Prod'].slice(-stages);
  return whole('A pipeline and everything that it needs', {
    ArtifactBucket: OTHERS[0](roll),
    BuildRole: role('codebuild.amazonaws.com', { build: buildStatements(roll, 'ArtifactBucket') }),
    BuildProject: project(roll, 'build', 'BuildRole', roll.chance(60) ? toYaml(buildspec(roll)) : 'ci/buildspec.yml'),
    TestProject: project(
      roll,
      'test',
      'BuildRole',
      roll.chance(50)
        ? sub(toYaml({ version: 0.2, phases: { build: { commands: ['npm ci', 'npm run integration -- ${Environment}'] } } }))
        : 'ci/test.yml',
    ),
    PipelineRole: role('codepipeline.amazonaws.com', { pipeline: pipelineStatements('ArtifactBucket', 'BuildProject') }),
    DeployRole: role('codedeploy.amazonaws.com', {}, { managed: ['arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS'] }),
    Pipeline: pipeline('PipelineRole', 'ArtifactBucket', [
      sourceStage(roll),
      buildStage('Build', 'BuildProject'),
      ...(roll.chance(60) ? [buildStage('Test', 'TestProject')] : []),
      ...environments.map((name) => deployStage(roll, name, roll.chance(40))),
    ]),
    ...(roll.chance(50) && { DeploymentGroup: deploymentGroup(roll), TaskDefinition: taskDefinition(roll) }),
    ...others(roll, more),
  });
}

/** A template without any pipeline. */
export const unrelated = (roll) => whole('What the service runs on', others(roll, 2 + roll(5)));

/** What the AWS CDK synthesises: ids with hashes, paths in the metadata, everything as JSON, no parameter that anybody sets. */
export function synthesised(roll, count) {
  const resources = {};
  for (let i = 0; Object.keys(resources).length < count; i += 1) {
    const id = (name) => `Service${i}${name}${roll.hex(8).toUpperCase()}`;
    const { Resources: parts } = delivery(roll, { more: 8 });
    const names = Object.fromEntries(Object.keys(parts).map((name) => [name, id(name)]));
    for (const [name, part] of Object.entries(parts)) {
      if (Object.keys(resources).length === count) break;
      const path = { 'aws:cdk:path': `Delivery/Service${i}/${name}/Resource` };
      resources[names[name]] = { ...renamed(part, names), Metadata: path };
    }
  }
  return {
    Resources: resources,
    Parameters: { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' } },
  };
}

/** The same with other logical ids; `Fn::Sub` becomes the `Fn::Join` that the CDK writes. */
function renamed(item, names) {
  if (Array.isArray(item)) return item.map((one) => renamed(one, names));
  if (typeof item !== 'object' || item === null) return item;
  if (typeof item.Ref === 'string') return { Ref: names[item.Ref] ?? item.Ref };
  if (Array.isArray(item['Fn::GetAtt']))
    return { 'Fn::GetAtt': [names[item['Fn::GetAtt'][0]] ?? item['Fn::GetAtt'][0], item['Fn::GetAtt'][1]] };
  if (typeof item['Fn::Sub'] === 'string')
    return {
      'Fn::Join': [
        '',
        item['Fn::Sub']
          .split(/(\$\{[^}]+\})/)
          .filter(Boolean)
          .map((part) => joined(part, names)),
      ],
    };
  return Object.fromEntries(Object.entries(item).map(([key, value]) => [key, renamed(value, names)]));
}

function joined(part, names) {
  const [, name, attribute] = /^\$\{([^.}]+)(?:\.([^}]+))?\}$/.exec(part) ?? [];
  if (name === undefined) return part;
  return attribute ? { 'Fn::GetAtt': [names[name] ?? name, attribute] } : { Ref: names[name] ?? name };
}

/** The dialect of a template is a matter of taste: YAML of several styles, or JSON. */
export const written = (data, style) =>
  style.json ? `${JSON.stringify(data, undefined, style.indent)}\n` : (style.comment ? `# ${style.comment}\n` : '') + toYaml(data, style);
