import rule from '../../../src/rules/secrets/plaintext-source-token.ts';
import { testRule, yaml } from '../../harness.ts';

// Nobody's: put together here, so that no scanner of secrets takes this file for a leak.
const TOKEN = ['8f3a', '91c0', 'd2e7', '45b6'].join('').repeat(2);
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Hidden: { Type: String, NoEcho: true }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;
const pipeline = (token: string, mark = ''): string => `${HEAD}
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Source
          Actions:
            - Name: Source
              ActionTypeId: { Category: Source, Owner: ThirdParty, Provider: GitHub }
              Configuration:
                Owner: example
                Repo: web
                OAuthToken: ${token}${mark && ` # ${mark}`}
`;
const credential = (token: string, mark = ''): string => `${HEAD}
Resources:
  GitHub:${mark && ` # ${mark}`}
    Type: AWS::CodeBuild::SourceCredential
    Properties: { ServerType: GITHUB, AuthType: PERSONAL_ACCESS_TOKEN, Token: ${token} }
`;
const webhook = (secret: string, mark = ''): string => `${HEAD}
Resources:
  Hook:${mark && ` # ${mark}`}
    Type: AWS::CodePipeline::Webhook
    Properties:
      Authentication: GITHUB_HMAC
      AuthenticationConfiguration: { SecretToken: ${secret} }
      TargetPipeline: web
      TargetAction: Source
`;

testRule(rule, {
  good: {
    'from Secrets Manager': pipeline(`'{{resolve:secretsmanager:github:SecretString:token}}'`),
    'a parameter': pipeline('!Ref Hidden'),
    'what get-pipeline shows in its place': pipeline(`'****'`),
    ...Object.fromEntries(
      ['DummyToken', 'clientSecret', 'refreshToken', 'YOUR_GITHUB_TOKEN_HERE', "'<token>'", 'REPLACE_WITH_TOKEN', 'abc', "''"].map(
        (token) => [`a stand-in: ${token}`, pipeline(token)],
      ),
    ),
    'credentials from a parameter': credential('!Ref Hidden'),
    'credentials by their place': credential("'{{resolve:secretsmanager:github:SecretString:token}}'"),
    'credentials that are a connection': credential('arn:aws:codeconnections:eu-west-1:111122223333:connection/0a1b2c3d'),
    'a webhook with a secret from elsewhere': webhook("'{{resolve:secretsmanager:hook:SecretString:token}}'"),
  },
  bad: {
    'a token in the action': pipeline(TOKEN, 'problem'),
    'a token of a known form': pipeline(GITHUB, 'problem'),
    'a token in one world': pipeline(`!If [IsProd, ${TOKEN}, '****']`, 'problem when IsProd is true'),
    'credentials of the account': credential(TOKEN, 'problem'),
    'credentials of a known form': credential(`'Bearer ${GITHUB}'`, 'problem'),
    'a webhook': webhook(TOKEN, 'problem'),
    'an answer of the API': `{
      "pipeline": { "name": "web", "roleArn": "arn:aws:iam::111122223333:role/web", "stages": [{ "name": "Source", "actions": [{
        "name": "Source", "actionTypeId": { "category": "Source", "owner": "ThirdParty", "provider": "GitHub", "version": "1" },
        "configuration": { "Owner": "example",
          "OAuthToken": "${TOKEN}", "//": "problem"
        } }] }] }
    }`,
    'an Alexa skill': yaml`
      Resources:
        Pipeline:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Stages:
              - Name: Deploy
                Actions:
                  - Name: Skill
                    ActionTypeId: { Category: Deploy, Owner: ThirdParty, Provider: AlexaSkillsKit }
                    Configuration:
                      ClientSecret: ${TOKEN} # problem
                      RefreshToken: ${GITHUB} # problem
    `,
  },
  undecided: { 'a token behind a transform': pipeline('{ "Fn::Transform": { Name: Token } }', 'undecided') },
});
