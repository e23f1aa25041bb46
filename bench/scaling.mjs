// Templates that grow: what costs more than it grows shows here. Each is made for a number of things, `n`.
import { dice } from './dice.mjs';
import { allow, buildStage, deployStage, pipeline, project, ref, role, sub } from './resources.mjs';
import { synthesised } from './templates.mjs';
import { toYaml } from './yaml.mjs';

const each = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const named = (n, name, make) => Object.fromEntries(each(n, (i) => [`${name}${i}`, make(i)]));
const template = (resources, more = {}) => ({ AWSTemplateFormatVersion: '2010-09-09', ...more, Resources: resources });
const deploy = (name, more = {}) => ({
  Name: name,
  ActionTypeId: { Category: 'Deploy', Owner: 'AWS', Provider: 'ECS', Version: '1' },
  Configuration: { ClusterName: 'web', ServiceName: 'web' },
  ...more,
});
const roll = dice(7);
const BUILDS = role('codebuild.amazonaws.com', { build: [allow('logs:PutLogEvents', '*')] });
const ADMINISTRATOR = role('codebuild.amazonaws.com', {}, { managed: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
const build = (spec = 'buildspec.yml') => project(roll, 'build', 'BuildRole', spec);
const OPEN = {
  Parameters: { Environment: { Type: 'String', AllowedValues: ['dev', 'prod'] } },
  Conditions: { IsProd: { 'Fn::Equals': [ref('Environment'), 'prod'] } },
};

/** `!If` in `!If`, `deep` times; each branch says its own name. */
const nested = (deep, i) =>
  deep === 0 ? sub(`stage-${i}-\${Environment}`) : { 'Fn::If': ['IsProd', nested(deep - 1, i), `stage-${i}-${deep}`] };

/** `Fn::Join` in `Fn::Join`. */
const joined = (deep, i) => (deep === 0 ? `web-${i}` : { 'Fn::Join': ['-', [joined(deep - 1, i), ref('Environment')]] });

export const SHAPES = {
  'many resources of all kinds': (n) => synthesised(dice(n), n),
  'many pipelines': (n) =>
    template({
      BuildRole: BUILDS,
      Build: build(),
      ...named(n, 'Pipeline', (i) =>
        pipeline('BuildRole', 'Bucket', [buildStage('Build', 'Build'), deployStage(roll, i % 2 ? 'Prod' : 'Staging', i % 3 === 0)]),
      ),
    }),
  'many projects, roles and policies, each of its own': (n) =>
    template({
      ...named(n / 2, 'Role', (i) =>
        role(
          'codebuild.amazonaws.com',
          { build: [allow(['s3:GetObject', 's3:PutObject'], `arn:aws:s3:::bucket-${i}/*`)] },
          { name: `build-${i}` },
        ),
      ),
      ...named(n / 2, 'Project', (i) =>
        project(
          roll,
          `build-${i}`,
          `Role${i}`,
          toYaml({ version: 0.2, phases: { build: { commands: ['npm ci', 'npm test', `docker push image-${i}`] } } }),
        ),
      ),
    }),
  'many projects with one role, and pipelines that find them by name': (n) =>
    template({
      BuildRole: BUILDS,
      ...named(n / 2, 'Project', (i) => ({ ...build(), Properties: { ...build().Properties, Name: `project-${i}` } })),
      ...named(n / 2, 'Pipeline', (i) =>
        pipeline('BuildRole', 'Bucket', [
          {
            ...buildStage('Build', 'x'),
            Actions: [{ ...buildStage('Build', 'x').Actions[0], Configuration: { ProjectName: `project-${i}` } }],
          },
        ]),
      ),
    }),
  'one pipeline with many stages': (n) =>
    template({
      BuildRole: BUILDS,
      Build: build(),
      Pipeline: pipeline(
        'BuildRole',
        'Bucket',
        each(n, (i) => (i % 3 ? deployStage(dice(1), `Region${i}`, i % 2 === 0) : buildStage(`Test${i}`, 'Build'))),
      ),
    }),
  'one stage with many actions': (n) =>
    template({
      BuildRole: BUILDS,
      Pipeline: pipeline('BuildRole', 'Bucket', [
        { Name: 'Prod', Actions: each(n, (i) => deploy(`Deploy${i}`, { RunOrder: 1 + (i % 50) })) },
      ]),
    }),
  'one role with many statements': (n) =>
    template({
      Build: build(),
      BuildRole: role('codebuild.amazonaws.com', {
        build: each(n, (i) => allow(['s3:GetObject', 's3:PutObject'], `arn:aws:s3:::bucket-${i}/*`)),
      }),
    }),
  'one statement with many actions and resources': (n) =>
    template({
      Build: build(),
      BuildRole: role('codebuild.amazonaws.com', {
        build: [
          allow(
            each(n, (i) => `s3:Get${i}`),
            each(n, (i) => sub(`arn:\${AWS::Partition}:s3:::bucket-${i}/*`)),
          ),
        ],
      }),
    }),
  'one role with many policies attached to it': (n) =>
    template({
      Build: build(),
      BuildRole: BUILDS,
      ...named(n, 'Policy', (i) => ({
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: `p${i}`,
          Roles: [ref('BuildRole')],
          PolicyDocument: { Version: '2012-10-17', Statement: [allow('s3:GetObject', `arn:aws:s3:::bucket-${i}/*`)] },
        },
      })),
    }),
  'one project with many variables': (n) =>
    template({
      BuildRole: BUILDS,
      Build: {
        ...build(),
        Properties: {
          ...build().Properties,
          Environment: {
            Image: 'aws/codebuild/standard:7.0',
            EnvironmentVariables: each(n, (i) => ({ Name: `SETTING_${i}`, Value: sub(`value-${i}-\${AWS::Region}`) })),
          },
        },
      },
    }),
  'one buildspec with many commands, run by a pipeline': (n) =>
    template({
      BuildRole: BUILDS,
      Build: build(
        toYaml({
          version: 0.2,
          phases: {
            build: {
              commands: each(
                n,
                (i) => `if [ -d services/${i} ]; then (cd services/${i} && npm ci && npm run build -- --out dist/${i}); fi`,
              ),
            },
          },
        }),
      ),
      Pipeline: pipeline('BuildRole', 'Bucket', [buildStage('Prod', 'Build')]),
    }),
  'one buildspec with many calls of the AWS CLI, by an administrator': (n) =>
    template({
      BuildRole: ADMINISTRATOR,
      Build: build(
        toYaml({
          version: 0.2,
          phases: {
            build: { commands: each(n, (i) => `aws lambda update-function-code --function-name web-${i} --zip-file fileb://web-${i}.zip`) },
          },
        }),
      ),
    }),
  'many projects of administrators, each of which knows the one before it': (n) =>
    template({
      ...named(n, 'Role', () => ADMINISTRATOR),
      ...named(n, 'Project', (i) => {
        const made = project(roll, `build-${i}`, `Role${i}`, 'buildspec.yml');
        return i === 0 ? made : { ...made, Properties: { ...made.Properties, Description: ref(`Project${i - 1}`) } };
      }),
    }),
  'one command of many lines': (n) =>
    template({
      BuildRole: BUILDS,
      Build: build(
        toYaml({
          version: 0.2,
          phases: {
            build: {
              commands: [
                each(n, (i) => `export SETTING_${i}="$(aws ssm get-parameter --name /web/${i} --query Parameter.Value)"`).join('\n'),
              ],
            },
          },
        }),
      ),
      Pipeline: pipeline('BuildRole', 'Bucket', [buildStage('Prod', 'Build')]),
    }),
  'deep nesting of conditions': (n) =>
    template(
      {
        BuildRole: BUILDS,
        ...named(n / 10, 'Pipeline', (i) => pipeline('BuildRole', 'Bucket', [{ Name: nested(10, i), Actions: [deploy('Deploy')] }])),
      },
      OPEN,
    ),
  'deep nesting of texts': (n) =>
    template(
      {
        BuildRole: BUILDS,
        ...named(n / 10, 'Pipeline', (i) => pipeline('BuildRole', 'Bucket', [{ Name: joined(10, i), Actions: [deploy('Deploy')] }])),
      },
      OPEN,
    ),
  'many parameters and conditions': (n) =>
    template(
      {
        BuildRole: BUILDS,
        ...named(n / 4, 'Pipeline', (i) =>
          pipeline('BuildRole', 'Bucket', [
            { Name: sub(`web-\${P${i}}`), Actions: [deploy('Deploy')] },
            { 'Fn::If': [`C${i}`, { Name: 'Rest', Actions: [deploy('Deploy')] }, ref('AWS::NoValue')] },
          ]),
        ),
      },
      {
        Parameters: named(n, 'P', (i) =>
          i % 3 ? { Type: 'String', AllowedValues: ['dev', 'test', 'prod'] } : { Type: 'String', Default: `dev-${i}` },
        ),
        Conditions: named(n, 'C', (i) =>
          i % 4
            ? { 'Fn::Equals': [ref(`P${i}`), 'prod'] }
            : { 'Fn::And': [{ 'Fn::Equals': [ref(`P${i}`), 'prod'] }, { Condition: `C${(i + 1) % n}` }] },
        ),
      },
    ),
  'one pipeline whose stages hang on many conditions': (n) =>
    template(
      {
        BuildRole: BUILDS,
        Pipeline: pipeline(
          'BuildRole',
          'Bucket',
          each(n / 4, (i) => ({ 'Fn::If': [`C${i}`, { Name: `Prod${i}`, Actions: [deploy('Deploy')] }, ref('AWS::NoValue')] })),
        ),
      },
      {
        Parameters: named(n / 4, 'P', () => ({ Type: 'String', AllowedValues: ['dev', 'prod'] })),
        Conditions: named(n / 4, 'C', (i) => ({ 'Fn::Equals': [ref(`P${i}`), 'prod'] })),
      },
    ),
  'a chain of conditions, each made of the one before': (n) =>
    template(
      {
        BuildRole: BUILDS,
        Pipeline: pipeline('BuildRole', 'Bucket', [
          { 'Fn::If': [`C${n / 20 - 1}`, { Name: 'Prod', Actions: [deploy('Deploy')] }, ref('AWS::NoValue')] },
        ]),
      },
      {
        Parameters: OPEN.Parameters,
        Conditions: named(n / 20, 'C', (i) =>
          i === 0
            ? OPEN.Conditions.IsProd
            : { 'Fn::Or': [{ Condition: `C${i - 1}` }, { 'Fn::Equals': [ref('Environment'), `prod-${i}`] }] },
        ),
      },
    ),
  'one mapping with many rows': (n) =>
    template(
      {
        BuildRole: BUILDS,
        ...named(20, 'Pipeline', (i) =>
          pipeline('BuildRole', 'Bucket', [
            { Name: { 'Fn::FindInMap': ['Accounts', ref('AWS::AccountId'), `name${i % 4}`] }, Actions: [deploy('Deploy')] },
          ]),
        ),
      },
      { Mappings: { Accounts: named(n, 'a', (i) => ({ name0: `dev-${i}`, name1: `test-${i}`, name2: `prod-${i}`, name3: `x-${i}` })) } },
    ),
  'many findings in one file': (n) =>
    template({
      Build: build(),
      ...named(n, 'Repository', (i) => ({ Type: 'AWS::ECR::Repository', Properties: { RepositoryName: `r${i}` } })),
    }),
};

/** A shape as a file: YAML and JSON cost differently. */
export const shaped = (data, json) => (json ? JSON.stringify(data, undefined, 2) : toYaml(data));
