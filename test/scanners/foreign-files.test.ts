import { describe, expect, test } from 'vitest';
import { read } from '../harness.ts';
import { follow } from './tell.ts';

const BUILDSPEC = 'version: 0.2\nphases: { build: { commands: [npm test] } }\n';
const OPEN = (names: string): string => `? it may be a file of another repository: pipelines here build ${names}`;

/** A pipeline by its name: what its source action is configured with, and the project that it runs. */
const template = (pipelines: Readonly<Record<string, readonly [provider: string, configuration: string, project: string]>>): string =>
  JSON.stringify({
    Parameters: { Any: { Type: 'String' } },
    Resources: Object.fromEntries([
      ...Object.entries(pipelines).map(([name, [provider, configuration, project]]) => [
        name,
        {
          Type: 'AWS::CodePipeline::Pipeline',
          Properties: {
            Stages: [
              { Name: 'Source', Actions: [JSON.parse(configuration)].flat().map((one) => action('Source', provider, one)) },
              { Name: 'Build', Actions: [action('Build', 'CodeBuild', { ProjectName: { Ref: project } })] },
              { Name: 'Deploy', Actions: [action('Deploy', 'CloudFormation', { TemplatePath: 'Source::stack.yaml' })] },
            ],
          },
        },
      ]),
      ...['One', 'Two'].map((name) => [name, { Type: 'AWS::CodeBuild::Project', Properties: { Source: { Type: 'CODEPIPELINE' } } }]),
    ]),
  });
const action = (category: string, provider: string, configuration: object) => ({
  Name: category,
  ActionTypeId: { Category: category, Provider: provider },
  Configuration: configuration,
});

const buildspecs = (pipelines: Parameters<typeof template>[0]): string[] =>
  read({ 'pipelines.json': template(pipelines), 'buildspec.yml': BUILDSPEC })
    .all('project')
    .map(({ buildspec }) => follow(buildspec));

describe('a file that pipelines of several repositories name', () => {
  test.each([
    ['GitHub', '{"Owner":"org","Repo":"web"}', 'GitHub', '{"Owner":"org","Repo":"api"}'],
    ['CodeStarSourceConnection', '{"FullRepositoryId":"org/web"}', 'CodeCommit', '{"RepositoryName":"api"}'],
  ])('may be of any of them (%s)', (first, one, second, other) => {
    expect(buildspecs({ A: [first, one, 'One'], B: [second, other, 'Two'] })).toEqual([OPEN('api, web'), OPEN('api, web')]);
  });

  test.each([
    ['of one repository', 'GitHub', '{"Owner":"org","Repo":"web"}'],
    ['of its mirror', 'CodeCommit', '{"RepositoryName":"Web"}'],
    ['of one that is not known', 'CodeCommit', '{"RepositoryName":{"Ref":"Any"}}'],
    ['of an image', 'ECR', '{"RepositoryName":"base"}'],
    ['of a bucket', 'S3', '{"S3Bucket":"base"}'],
  ])('is theirs where both are %s', (_, provider, configuration) => {
    const pipelines = { A: ['GitHub', '{"Owner":"org","Repo":"web"}', 'One'], B: [provider, configuration, 'Two'] } as const;
    expect(buildspecs(pipelines)).toEqual(['', '']);
  });

  test('is that of the one repository which all of them build, whatever else they build', () => {
    const pipelines = {
      A: ['GitHub', '[{"Repo":"docs"},{"Repo":"web"}]', 'One'],
      B: ['GitHub', '[{"Repo":"web"},{"Repo":"api"}]', 'Two'],
    } as const;
    expect(buildspecs(pipelines)).toEqual(['', '']);
  });

  test('is that of a project which both run', () => {
    const pipelines = { A: ['GitHub', '{"Repo":"web"}', 'One'], B: ['GitHub', '{"Repo":"api"}', 'One'] } as const;
    expect(buildspecs(pipelines)).toEqual(['', '']);
  });

  test('does not matter where it is written out', () => {
    const pipelines = { A: ['GitHub', '{"Repo":"web"}', 'One'], B: ['GitHub', '{"Repo":"api"}', 'Two'] } as const;
    const own = template(pipelines).replaceAll('"Source":{"Type":"CODEPIPELINE"}', '"Source":{"BuildSpec":"version: 0.2\\nphases: {}"}');
    expect(
      read({ 'pipelines.json': own })
        .all('project')
        .map(({ buildspec }) => follow(buildspec)),
    ).toEqual(['One', 'Two']);
  });

  test('holds for templates, too', () => {
    const pipelines = { A: ['GitHub', '{"Repo":"web"}', 'One'], B: ['GitHub', '{"Repo":"api"}', 'Two'] } as const;
    const model = read({ 'pipelines.json': template(pipelines), 'stack.yaml': 'Resources: { B: { Type: AWS::S3::Bucket } }\n' });
    const templates = model.all('pipeline').flatMap(({ steps }) => steps.slice(2).map((step) => follow(step.action.template)));
    expect(templates).toEqual([OPEN('api, web'), OPEN('api, web')]);
  });
});
