import { expect, test } from 'vitest';
import rule from '../../../src/rules/integrity/pushes-mutable-tag.ts';
import { check, indent, testRule, yaml } from '../../harness.ts';

/** A buildspec; every command stands on a line of its own, its mark behind it. */
const build = (...commands: string[]): string => `version: 0.2
env:
  variables:
    NAMED: latest
    VERSION: 1.4.2
  parameter-store:
    STORED: /web/tag
phases:
  build:
    commands:
${indent(6, commands.map((command) => `- ${command}`).join('\n'))}
`;

/** A template with repositories, and a project that pushes `$REPOSITORY_URI:latest` or another image. */
const template = (repositories: string, image: string, mark = ''): string => yaml`
  Parameters:
    Mutability: { Type: String }
    Environment: { Type: String, AllowedValues: [dev, prod] }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    ${repositories}
    Build:
      Type: AWS::CodeBuild::Project
      Properties:
        Environment:
          EnvironmentVariables:
            - { Name: GIVEN, Value: latest }
            - { Name: CHOSEN, Value: !If [IsProd, latest, dev] }
        Source:
          Type: CODEPIPELINE
          BuildSpec: |
            version: 0.2
            phases:
              build:
                commands:
                  - docker push ${image}${mark && ` # ${mark}`}
`;
const repository = (mutability: string, name = 'web'): string =>
  `Web: { Type: AWS::ECR::Repository, Properties: { RepositoryName: ${name}, ImageTagMutability: ${mutability} } }`;
const REGISTRY = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';

const action = (configuration: string, provider = 'ECRBuildAndPublish', mark = ''): string => yaml`
  Resources:
    Pipeline:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        Stages:
          - Name: Build
            Actions:
              - Name: Image${mark && ` # ${mark}`}
                ActionTypeId: { Category: Build, Owner: AWS, Provider: ${provider}, Version: '1' }
                Configuration: { ECRRepositoryName: web${configuration} }
`;

testRule(rule, {
  good: {
    'the commit': build('docker push $REPOSITORY_URI:$CODEBUILD_RESOLVED_SOURCE_VERSION'),
    'a variable that nobody gives': build('docker push $REPOSITORY_URI:$IMAGE_TAG'),
    'a variable with something to fall back to': build('TAG=${COMMIT:=latest}', 'docker push $REPOSITORY_URI:$TAG'),
    'an image that a variable names': build('docker push $IMAGE'),
    'a version': build('docker push web:1.4.2', 'docker push $REPOSITORY_URI:$VERSION'),
    'a digest': build(`docker push web@sha256:${'0a'.repeat(32)}`),
    'a cache': build('docker push $REPOSITORY_URI:buildcache'),
    'a registry on the build machine': build('docker push localhost:5000/web:latest'),
    'it is only built': build('docker build -t web:latest .'),
    'from Parameter Store': build('docker push $REPOSITORY_URI:$STORED'),
    'set in a branch of the shell': build('if [ $A ]; then TAG=$A; else TAG=latest; fi', 'docker push $REPOSITORY_URI:$TAG'),
    'set afterwards': build('docker push $REPOSITORY_URI:$TAG', 'TAG=latest'),
    'a branch and a commit': build('docker push $REPOSITORY_URI:$BRANCH_NAME-$COMMIT', 'docker push $REPOSITORY_URI:v$BRANCH_NAME'),
    'a commit that is written out': build('docker push web:0a1b2c3d'),
    'a variable that two give': template('Topic: { Type: AWS::SNS::Topic }', 'web:$GIVEN').replace(
      'version: 0.2',
      "version: 0.2\n          env: { variables: { GIVEN: '1.0' } }",
    ),
    'a repository whose name nobody knows, and that refuses': template(
      repository('IMMUTABLE', '!ImportValue name'),
      `${REGISTRY}/web:latest`,
    ),
    'text that is no expansion': build("docker push $REPOSITORY_URI:'$NAMED-$A'"),
    'a tag that cannot be moved': template(repository('IMMUTABLE'), `${REGISTRY}/web:latest`),
    'a repository that a variable names, and the only one refuses': template(repository('IMMUTABLE'), '$REPOSITORY_URI:latest'),
    'a repository in one world, where it refuses': template(repository('!If [IsProd, IMMUTABLE, IMMUTABLE]'), `${REGISTRY}/web:latest`),
    'tags of the action': action(', ImageTags: "latest,#{Source.CommitId}"'),
    'another action': action('', 'CodeBuild'),
  },
  bad: {
    latest: build('docker push $REPOSITORY_URI:latest # problem'),
    'no tag': build('docker push web # problem', `docker push ${REGISTRY}/web # problem`),
    'an environment': build('docker push $REPOSITORY_URI:prod # problem'),
    'a branch': build('docker push $REPOSITORY_URI:$CODEBUILD_WEBHOOK_HEAD_REF # problem', 'docker push "$URI:${BRANCH_NAME}" # problem'),
    'built and pushed at once': build('docker buildx build --push -t $REPOSITORY_URI:latest . # problem'),
    'several tags that all move': build('docker push $REPOSITORY_URI:latest # problem', 'docker push $REPOSITORY_URI:prod # problem'),
    'a variable that says latest': build('docker push $REPOSITORY_URI:$NAMED # problem', 'docker push $REPOSITORY_URI:${NAMED} # problem'),
    'a variable of the shell': build('export TAG=latest', 'URI=web:$TAG', 'docker push $URI # problem'),
    'a variable of the project': template('Topic: { Type: AWS::SNS::Topic }', 'web:$GIVEN', 'problem'),
    'beside one of its own': build('docker push $URI:latest # problem (low)', 'docker push $URI:$TAG'),
    'beside one of another repository': build('docker push $URI:latest # problem', 'docker push $OTHER:$TAG'),
    'beside a date': build('docker push $URI:latest # problem (low)', 'docker push $URI:$(date +%s)'),
    'beside something that may be it': build('docker push $URI:latest # problem (low)', 'docker push $IMAGE'),
    'its digest is looked up': build(
      'docker push $URI:latest # problem (low)',
      "docker inspect --format='{{index .RepoDigests 0}}' $URI:latest > digest",
    ),
    'a tag that can be moved': template(repository('MUTABLE'), `${REGISTRY}/web:latest`, 'problem'),
    'a tag that can be moved in one world': template(
      repository('!If [IsProd, MUTABLE, IMMUTABLE]'),
      `${REGISTRY}/web:latest`,
      'problem when IsProd is true',
    ),
    'another repository refuses': template(repository('IMMUTABLE', 'api'), `${REGISTRY}/web:latest`, 'problem'),
    'an action that says nothing': action('', 'ECRBuildAndPublish', 'problem'),
    'an action that says latest': action(', ImageTags: latest', 'ECRBuildAndPublish', 'problem'),
  },
  undecided: {
    'a repository that is chosen when the stack is made': template(repository('!Ref Mutability'), `${REGISTRY}/web:latest`, 'undecided'),
    'tags of the action that nobody knows': action(', ImageTags: !ImportValue tags', 'ECRBuildAndPublish', 'undecided'),
  },
});

test('says which tag moves', () => {
  const told = (image: string) =>
    check([rule], build(`docker push ${image}`)).findings.map(({ message }) => /under (\w+)/.exec(message)?.[1]);
  expect(told('$URI:prod')).toEqual(['prod']);
  expect(told('$URI:latest')).toEqual(['latest']);
  expect(told('registry.example.com/web')).toEqual(['latest']);
});
