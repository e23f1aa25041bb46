import rule from '../../../src/rules/integrity/image-definitions-mismatch.ts';
import { testRule, yaml } from '../../harness.ts';

interface Parts {
  readonly provider?: string;
  readonly configuration?: string;
  readonly artifacts?: string;
  readonly outputs?: string;
  readonly mark?: string;
}

/** A pipeline that builds and deploys; the mark stands on the deploy action, where it is reported. */
const pipeline = ({
  provider = 'ECS',
  configuration = '',
  artifacts = 'files: [imagedefinitions.json]',
  outputs = '[{ Name: Built }]',
  mark = '',
}: Parts): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    File: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Pipeline:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        Stages:
          - Name: Source
            Actions:
              - Name: Source
                ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1' }
                OutputArtifacts: [{ Name: Code }]
              - Name: Image
                ActionTypeId: { Category: Source, Owner: AWS, Provider: ECR, Version: '1' }
                OutputArtifacts: [{ Name: Image }]
          - Name: Build
            Actions:
              - Name: Build
                ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1' }
                Configuration: { ProjectName: !Ref Build }
                InputArtifacts: [{ Name: Code }]
                OutputArtifacts: ${outputs}
          - Name: Deploy
            Actions:
              - Name: Deploy${mark && ` # ${mark}`}
                ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ${provider}, Version: '1' }
                Configuration: { ClusterName: web, ServiceName: web${configuration} }
                InputArtifacts: [{ Name: Built }]
    Build:
      Type: AWS::CodeBuild::Project
      Properties:
        Source:
          Type: CODEPIPELINE
          BuildSpec: |
            version: 0.2
            phases: { build: { commands: [make] } }
            artifacts:
              ${artifacts}
`;
const files = (names: string, mark = ''): string => pipeline({ artifacts: `files: [${names}]`, mark });
const blueGreen = (artifacts: string, mark = ''): string =>
  pipeline({
    provider: 'CodeDeployToECS',
    configuration: ', Image1ArtifactName: Built, Image1ContainerName: IMAGE1_NAME',
    artifacts,
    mark,
  });
const takes = (input: string, mark = '', parts: Parts = {}): string =>
  pipeline({ ...parts, mark }).replace('InputArtifacts: [{ Name: Built }]', `InputArtifacts: [{ Name: ${input} }]`);
const SECONDARY = 'secondary-artifacts: { Built: { files: [imagedefinitions.json] }, Other: { files: [other.json] } }';

/** The same with a service, and with a command that writes image definitions. */
const containers = (name: string, mark = '', names = '[{ Name: web }, { Name: proxy }]'): string => `${pipeline({}).replace(
  'phases: { build: { commands: [make] } }',
  `phases:
            build:
              commands:
                - printf '[{"name":"${name}","imageUri":"%s"}]' $IMAGE > imagedefinitions.json${mark && ` # ${mark}`}`,
)}
  Web: { Type: AWS::ECS::Service, Properties: { ServiceName: web, Cluster: web, TaskDefinition: !Ref Task } }
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: ${names} } }
`;

testRule(rule, {
  good: {
    'the file by its usual name': pipeline({}),
    'the file by its own name': pipeline({ configuration: ', FileName: images.json', artifacts: 'files: [a.txt, images.json]' }),
    'a file in a folder': files('out/imagedefinitions.json'),
    'everything in a folder': files('out/*'),
    'everything everywhere': files("'**/*'"),
    'some files': files("'image*.json'"),
    'a folder': files('out'),
    'this folder': files('.'),
    'a file below a folder of its own': pipeline({ artifacts: 'files: imagedefinitions.json\n              base-directory: out' }),
    'one of several artifacts': pipeline({ artifacts: SECONDARY, outputs: '[{ Name: Other }, { Name: Built }]' }),
    'blue/green': blueGreen('files: [imageDetail.json]'),
    'blue/green that takes no image': pipeline({ provider: 'CodeDeployToECS', artifacts: 'files: [taskdef.json]' }),
    'blue/green from ECR': pipeline({
      provider: 'CodeDeployToECS',
      configuration: ', Image1ArtifactName: Image, Image1ContainerName: IMAGE1_NAME',
      artifacts: 'files: [taskdef.json]',
    }),
    'another action': pipeline({ provider: 'S3', artifacts: 'files: [index.html]' }),
    'an artifact that nobody makes': takes('None'),
    'a container of the task': containers('web'),
    'a name in another file': containers('api').replace('"imageUri"', '"version"'),
    'a container that the build of another pipeline names': containers('api').replace(
      'InputArtifacts: [{ Name: Built }]',
      'InputArtifacts: [{ Name: None }]',
    ),
    'a container that a variable names': containers('$NAME'),
    'a container of a task that is not here': containers('api').replace('!Ref Task', 'elsewhere'),
    'containers that nobody can see': containers('api', '', '!Ref File'),
  },
  bad: {
    'a file of the other kind': files('imageDetail.json, taskdef.json', 'problem'),
    'a file of another name': pipeline({ configuration: ', FileName: images.json', mark: 'problem' }),
    'a file of another ending': files('imagedefinitions.yaml', 'problem'),
    'other files': files("'*.txt'", 'problem'),
    'a file that only begins like it': files('imagedefinitions.json.bak', 'problem'),
    'a file of a nearly equal name': pipeline({
      configuration: ', FileName: imagesXjson',
      artifacts: 'files: [images.json]',
      mark: 'problem',
    }),
    'another of several artifacts': takes('Other', 'problem', { artifacts: SECONDARY, outputs: '[{ Name: Other }, { Name: Built }]' }),
    'blue/green': blueGreen('files: [imagedefinitions.json]', 'problem'),
    'a rolling deployment from ECR': takes('Image', 'problem'),
    'in one world': pipeline({
      configuration: ', FileName: !If [IsProd, imagedefinitions.json, images.json]',
      mark: 'problem when IsProd is false',
    }),
    'a container that the task does not have': containers('api', 'problem'),
  },
  undecided: {
    'a file of a repository': takes('Code', 'undecided'),
    'a buildspec that is not here': pipeline({ mark: 'undecided' }).replace(/BuildSpec: \|[\s\S]*$/, 'BuildSpec: elsewhere.yml'),
    'a name that nobody knows': pipeline({ configuration: ', FileName: !Ref File', mark: 'undecided' }),
    'a file that a variable names': files('$FILE', 'undecided'),
    'no artifacts': pipeline({ artifacts: 'name: web', mark: 'undecided' }),
  },
});
