import { expect, test } from 'vitest';
import rule from '../../../src/rules/integrity/deploys-latest-image.ts';
import { check, indent, testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Tag: { Type: String }
    Default: { Type: String, Default: latest }
    Image: { Type: String, Default: nginx }
    Few: { Type: String, AllowedValues: [latest, stable] }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;

/** A task definition; the mark stands on the container, where it is reported. */
const containers = (...lines: string[]): string => `${HEAD}
Resources:
  Repository: { Type: AWS::ECR::Repository }
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
${indent(8, lines.map((line) => `- ${line}`).join('\n'))}
`;
const image = (text: string, mark = ''): string => containers(`{ Name: web, Image: ${text} }${mark && ` # ${mark}`}`);
const REGISTRY = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const build = (...commands: string[]): string => `version: 0.2
phases:
  build:
    commands:
${indent(6, commands.map((command) => `- ${command}`).join('\n'))}
`;

testRule(rule, {
  good: {
    'image definitions of a commit': build(
      `printf '[{"name":"web","imageUri":"%s"}]' $URI:$TAG > imagedefinitions.json`,
      `printf '[{"name":"latest","imageUri":"%s:%s"}]' $URI $TAG > imagedefinitions.json`,
      `printf '[{"name":"web","imageUri":"%s"}]' $IMAGE > imagedefinitions.json`,
    ),
    'image definitions by a digest': build(`echo '{"ImageURI":"web@sha256:${'0a'.repeat(32)}"}' > imageDetail.json`),
    'image definitions by a tag that another build moves': build(`printf '{"ImageURI":"%s"}' $URI:prod > imageDetail.json`),
    'what is only printed': build(`printf '[{"name":"web","imageUri":"%s"}]' $URI:latest`),
    'something else that is written': build('echo "$URI:latest" > image.txt'),
    'a file of image definitions': JSON.stringify([{ name: 'web', imageUri: 'web:1.0' }]),
    'the tag of a release': image('nginx:1.27'),
    'the tag of a commit': image(`${REGISTRY}/web:0a1b2c3`),
    'a tag that only begins like it': image('nginx:latest-alpine'),
    'a tag that only ends like it': image('nginx:not-latest'),
    'a tag of a registry with a port': image('registry.example.com:5000/latest:1.0'),
    'a tag in capitals': image('web:LATEST'),
    'a digest': image(`${REGISTRY}/web@sha256:${'0a1b2c3d'.repeat(8)}`),
    'a digest, and a tag that says nothing any more': image(`web:latest@sha256:${'0a1b2c3d'.repeat(8)}`),
    'a digest that is a parameter': image('!Sub "${Repository.RepositoryUri}@${Tag}"'),
    'a tag, and a digest that is a parameter': image('!Sub "web:latest@${Tag}"'),
    'a placeholder that CodePipeline replaces': image('<IMAGE1_NAME>'),
    'a placeholder of another name': image('<web image>'),
    'no image at all': containers('{ Name: web }'),
    'an image that is left empty': image("''"),
    'a tag of a repository in the template': image('!Sub "${Repository.RepositoryUri}:1.0"'),
    'a tag that begins with what is known': image('!Sub "web:v${Tag}"'),
    'a tag that ends with what is known': image('!Sub "web:${Tag}-alpine"'),
    'the hash of an asset, as CDK writes it': image(
      '!Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-container-assets-${AWS::AccountId}-${AWS::Region}:0a1b2c3d"',
    ),
    'what describe-task-definition prints': JSON.stringify({
      taskDefinition: { family: 'web', containerDefinitions: [{ name: 'web', image: `${REGISTRY}/web:42` }], revision: 7 },
    }),
    'what CodePipeline is given to fill in': JSON.stringify({
      family: 'web',
      containerDefinitions: [{ name: 'web', image: '<IMAGE1_NAME>' }],
    }),
    'the two worlds of a guard never meet': containers(
      '!If [IsProd, { Name: web, Image: !If [IsProd, "web:1.0", "web:latest"] }, !Ref AWS::NoValue]',
    ),
  },
  bad: {
    'image definitions that a build writes': build(
      `printf '[{"name":"web","imageUri":"%s"}]' $URI:latest > imagedefinitions.json # problem`,
      `printf '[{"name":"web","imageUri":"%s:latest"}]' "$URI" > out/imagedefinitions.json # problem`,
      `printf '{"ImageURI":"%s"}' "$URI:latest" > imageDetail.json # problem`,
      `printf '[{"name":"%s","imageUri":"%s"}]' web $URI:latest | tee imagedefinitions.json # problem`,
      `echo '[{"name":"web","imageUri":"web"}]' > images.json # problem`,
      'echo "[{\\"name\\":\\"web\\",\\"imageUri\\":\\"$URI:latest\\"}]" > imagedefinitions.json # problem',
      `printf '[{"name":"a","imageUri":"%s"},{"name":"b","imageUri":"%s"}]' $URI:$TAG $URI:latest > i.json # problem`,
    ),
    'by a variable': build('TAG=latest', `printf '{"ImageURI":"%s"}' $URI:$TAG > imageDetail.json # problem`),
    'in a text of several lines': `version: 0.2
phases:
  build:
    commands:
      - |
        cat > imageDetail.json <<EOF # problem
        {"ImageURI": "$URI:latest"}
        EOF
`,
    'a file of image definitions': `[
  { "//": "problem",
    "name": "web", "imageUri": "web:latest" },
  { "name": "api", "imageUri": "api:1.0" }
]`,
    latest: image('nginx:latest', 'problem'),
    'no tag': image('nginx', 'problem'),
    'no tag, in a namespace': image('library/nginx_1.web-app', 'problem'),
    'no tag, in a registry with a port': image('registry.example.com:5000/web', 'problem'),
    'latest in a registry': image(`${REGISTRY}/web:latest`, 'problem'),
    'latest of a repository in the template': image('!Sub "${Repository.RepositoryUri}:latest"', 'problem'),
    'latest in a registry that a password opens': image('https://user:password@registry.example.com/web:latest', 'problem'),
    'a repository in the template, without a tag': image('!GetAtt Repository.RepositoryUri', 'problem'),
    'a repository in the template, without a tag, in a text': image('!Sub "${Repository.RepositoryUri}"', 'problem'),
    'no tag behind a registry that is known when it is deployed': image(
      '!Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/web"',
      'problem',
    ),
    'latest, joined as CDK does': image(
      '!Join ["", [!Select [4, !Split [":", !GetAtt Repository.Arn]], ".dkr.ecr.", !Ref AWS::URLSuffix, "/", !Ref Repository, ":latest"]]',
      'problem',
    ),
    'a tag that is latest unless told otherwise': image('!Sub "web:${Default}"', 'problem'),
    'an image that is untagged unless told otherwise': image('!Ref Image', 'problem'),
    'an image of a name that is filled in, by its latest tag': image('$IMAGE_URI:latest', 'problem'),
    'one of the tags that a parameter can be': image('!Sub "web:${Few}"', 'problem when Few is latest'),
    'latest in one world': image('!If [IsProd, "web:1.0", "web:latest"]', 'problem when IsProd is false'),
    'untagged in one world': image('!If [IsProd, !Sub "${Repository.RepositoryUri}:1.0", "web"]', 'problem when IsProd is false'),
    'a container in one world': containers('!If [IsProd, { Name: web, Image: web }, !Ref AWS::NoValue] # problem when IsProd is true'),
    'the task is there in one world': image('web', 'problem when IsProd is true').replace(
      'Type: AWS::ECS',
      'Condition: IsProd\n    Type: AWS::ECS',
    ),
    'each container for itself': containers(
      '{ Name: web, Image: "web:1.0" }',
      '{ Name: proxy, Image: "envoy:latest" } # problem',
      '{ Name: log, Image: fluentd } # problem',
    ),
    'what CDK synthesises': `{
      "Resources": {
        "TaskDef54694570": {
          "Type": "AWS::ECS::TaskDefinition",
          "Properties": {
            "ContainerDefinitions": [
              { "//": "problem",
                "Essential": true, "Image": "amazon/amazon-ecs-sample", "Name": "Container" }
            ]
          },
          "Metadata": { "aws:cdk:path": "Web/TaskDef/Resource" }
        }
      }
    }`,
    'what describe-task-definition prints': `{
      "taskDefinition": {
        "family": "web",
        "containerDefinitions": [
          { "//": "problem",
            "name": "web", "image": "${REGISTRY}/web:latest" }
        ]
      }
    }`,
    'what register-task-definition is given': `{
      "family": "web",
      "containerDefinitions": [
        { "//": "problem",
          "name": "web", "image": "web" }
      ]
    }`,
  },
  undecided: {
    'a tag that nobody knows': image('!Sub "${Repository.RepositoryUri}:${Tag}"', 'undecided'),
    'an image that nobody knows': image('!Ref Tag', 'undecided'),
    'an image of another stack': image('!ImportValue image', 'undecided'),
    'what may end in a tag': image('!Sub "${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/${Tag}"', 'undecided'),
    'what may begin with a tag': image('!Sub "${Tag}-web"', 'undecided'),
    'a repository that a nested stack names': image('!GetAtt Nested.Outputs.RepositoryUri', 'undecided'),
    'an image that a variable names': image('$IMAGE_URI', 'undecided'),
    'an image in a template of another kind': image('"{{ image }}"', 'undecided'),
    'an image that is replaced later': image('IMAGE_NAME', 'undecided'),
    'a tag that a variable names': image('"web:${TAG}"', 'undecided'),
    'a tag in a template of another kind': image('"web:{{ tag }}"', 'undecided'),
    'a tag that is a placeholder': image('web:<TAG>', 'undecided'),
    'a registry that is a placeholder': image('<REGISTRY>/<IMAGE>', 'undecided'),
    'what follows a repository in the template': image('!Sub "${Repository.RepositoryUri}${Tag}"', 'undecided'),
    'a tag that nobody knows in one world': image('!If [IsProd, !Sub "web:${Tag}", "web:1.0"]', 'undecided'),
    'containers behind a transform': `${HEAD}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: # undecided
        Fn::Transform: { Name: Containers }
`,
  },
});

test('says what would settle it', () => {
  const about = (text: string) => check([rule], text).findings.map(({ related, settle }) => [related.map((place) => place.text), settle]);
  expect(about(image('!Sub "web:${Tag}"'))).toEqual([[['parameter Tag has no value here'], ['--parameter Tag=…']]]);
  expect(about(image('$IMAGE_URI'))).toEqual([[['$IMAGE_URI is filled in by something else'], []]]);
});
