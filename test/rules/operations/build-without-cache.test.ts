import rule from '../../../src/rules/operations/build-without-cache.ts';
import { testRule, yaml } from '../../harness.ts';

/** A template with one project that runs a command. */
const project = (command: string, mark = '', cache = '', type = 'LINUX_CONTAINER'): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Kind: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Build:${mark && ` # ${mark}`}
      Type: AWS::CodeBuild::Project
      Properties:
        Environment: { Type: ${type} }
        ${cache}
        Source:
          Type: CODEPIPELINE
          BuildSpec: |
            version: 0.2
            phases: { build: { commands: ['${command}'] } }
`;

testRule(rule, {
  good: {
    'a cache in a bucket': project('npm ci', '', 'Cache: { Type: S3, Location: cache }'),
    'a cache on the machine': project('npm ci', '', 'Cache: { Type: LOCAL, Modes: [LOCAL_CUSTOM_CACHE] }'),
    'on Lambda': project('npm ci', '', '', 'ARM_LAMBDA_CONTAINER'),
    'a buildspec that is not here': project('npm ci').replace(/BuildSpec: \|[\s\S]*$/, 'BuildSpec: elsewhere.yml'),
    'nothing is fetched': project('npm test'),
    'Maven that tells its version': project('mvn --version && ./mvnw -v && gradle --help'),
    'Maven with what is there already': project('mvn -o verify && gradle build --offline'),
    'only a tool': project('npm install -g serverless@3.0.0'),
    'programs that are called nearly so': project('gradle-profiler --help && our-mvn verify'),
    'a tool that is run at once': project('npx cdk synth'),
  },
  bad: {
    'packages of the project': project('npm ci', 'problem'),
    'a list of packages': project('pip install -r requirements.txt', 'problem'),
    'Maven, of the machine': project('mvn verify', 'problem'),
    'Maven whose version is told': project('mvn --show-version verify', 'problem'),
    Maven: project('./mvnw -B verify', 'problem'),
    Gradle: project('gradle build', 'problem'),
    'no cache, in so many words': project('npm ci', 'problem', 'Cache: { Type: NO_CACHE }'),
    'in one world': project('npm ci', 'problem when IsProd is false', 'Cache: { Type: !If [IsProd, S3, NO_CACHE] }'),
  },
  undecided: {
    'chosen when the stack is made': project('npm ci', 'undecided', 'Cache: { Type: !Ref Kind }'),
  },
});
