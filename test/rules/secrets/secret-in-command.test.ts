import rule from '../../../src/rules/secrets/secret-in-command.ts';
import { indent, testRule, yaml } from '../../harness.ts';

// Nobody's: put together here, so that no scanner of secrets takes this file for a leak.
const PASSWORD = 'kX9-vb2-Qe7';
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
const KEY = `AKIA${'Q3ZT'.repeat(4)}`;

/** A buildspec that runs these lines. */
const runs = (...lines: string[]): string => `version: 0.2\nphases:\n  build:\n    commands:\n${indent(6, lines.join('\n'))}\n`;
const one = (command: string, mark = 'problem'): string => runs(`- ${command}${mark && ` # ${mark}`}`);
const good = (...commands: string[]): Record<string, string> => Object.fromEntries(commands.map((command) => [command, one(command, '')]));
const bad = (...commands: string[]): Record<string, string> =>
  Object.fromEntries(
    commands.map((command) => [command.replaceAll(PASSWORD, '…').replaceAll(GITHUB, 'ghp_…').replaceAll(KEY, 'AKIA…'), one(command)]),
  );

testRule(rule, {
  good: good(
    'npm test',
    'docker login -u web -p $PASSWORD',
    'docker login -u web --password-stdin',
    'export DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id web)',
    'export DB_PASSWORD="$OTHER"',
    'DB_PASSWORD=changeme npm test',
    'export TOKEN_NAME=kX9-vb2-Qe7',
    'export API_TOKEN=/web/token',
    'curl -u $USER:$PASSWORD https://example.com',
    'curl -u web: https://example.com',
    'curl -H "Authorization:Bearer $TOKEN" https://example.com',
    'curl -H "Accept:application/vnd.github.v3" https://example.com',
    'docker run -e POSTGRES_PASSWORD=kX9-vb2-Qe7 -d postgres:17', // lives as long as the build
    'docker build --secret id=npm,src=.npmrc .',
    'mvn verify -Dsonar.token=$SONAR_TOKEN',
    'git clone https://$TOKEN@github.com/example/web',
    'aws configure set aws_access_key_id AKIAIOSFODNN7EXAMPLE',
    'aws ssm put-parameter --name /web/token --type SecureString --value $X',
    'tool --password --verbose',
    'true # DB_PASSWORD=kX9-vb2-Qe7',
  ),
  bad: {
    ...bad(
      `export DB_PASSWORD=${PASSWORD}`,
      `DB_PASSWORD=${PASSWORD} npm test`,
      `docker login -u web -p ${PASSWORD}`,
      `docker login -u web --password=${PASSWORD} registry.example.com`,
      `aws configure set aws_secret_access_key ${PASSWORD}`,
      `aws configure set aws_access_key_id ${KEY}`,
      `npm config set //registry.example.com/:_authToken=${PASSWORD}`,
      `tool --db-password ${PASSWORD}`,
      `tool --api-token=${PASSWORD}`,
      `mvn verify -Dsonar.token=${PASSWORD}`,
      `kubectl create secret generic web --from-literal=password=${PASSWORD}`,
      `helm upgrade web . --set db.password=${PASSWORD}`,
      `docker build --build-arg NPM_TOKEN=${PASSWORD} .`,
      `curl -u web:${PASSWORD} https://example.com`,
      `curl -H "Authorization:Bearer ${PASSWORD}" https://example.com`,
      `curl -H "Authorization:Bearer ${GITHUB}" https://example.com`, // by its form, and by its name
      `export API_TOKEN=${GITHUB}`,
      `curl --header 'PRIVATE-TOKEN:${PASSWORD}' https://example.com`,
      `curl https://web:${PASSWORD}@example.com`,
      `git clone https://${GITHUB}@github.com/example/web`,
      `echo ${GITHUB} | gh auth login --with-token`,
      `bash -c 'export DB_PASSWORD=${PASSWORD}'`,
    ),
    'in a block, on its line': runs('- |', '  npm ci', `  export DB_PASSWORD=${PASSWORD} # problem`, '  npm test'),
    'twice, and told once for each place': runs(`- export A_TOKEN=${PASSWORD} # problem`, `- export B_TOKEN=${PASSWORD} # problem`),
    'in a heredoc': runs('- |', '  cat > .npmrc <<EOF', `  //registry.example.com/:_authToken=${GITHUB} # problem`, '  EOF'),
    'in the commands of an action': yaml`
      Resources:
        Pipeline:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Stages:
              - Name: Build
                Actions:
                  - Name: Build
                    ActionTypeId: { Category: Compute, Owner: AWS, Provider: Commands }
                    Commands:
                      - export DB_PASSWORD=${PASSWORD} # problem
    `,
    'inside a template': yaml`
      Resources:
        Build:
          Type: AWS::CodeBuild::Project
          Properties:
            Environment: { Image: aws/codebuild/standard:8.0 }
            Source:
              Type: CODEPIPELINE
              BuildSpec: !Sub |
                version: 0.2
                phases:
                  build:
                    commands:
                      - export DB_PASSWORD=${PASSWORD} # problem
    `,
  },
  undecided: {},
});
