import rule from '../../../src/rules/secrets/personal-access-token-source.ts';
import { testRule, yaml } from '../../harness.ts';

const credential = (type: string, mark = ''): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Kind: { Type: String }
    Token: { Type: String, NoEcho: true }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    GitHub:
      Type: AWS::CodeBuild::SourceCredential
      Properties:
        ServerType: GITHUB
        AuthType: ${type}${mark && ` # ${mark}`}
        Token: !Ref Token
`;

testRule(rule, {
  good: {
    'a connection': credential('CODECONNECTIONS'),
    'a secret that CodeBuild reads': credential('SECRETS_MANAGER'),
    'the app of CodeBuild': credential('OAUTH'),
  },
  bad: {
    'a token': credential('PERSONAL_ACCESS_TOKEN', 'problem'),
    'a password': credential('BASIC_AUTH', 'problem'),
    'in one world': credential('!If [IsProd, CODECONNECTIONS, PERSONAL_ACCESS_TOKEN]', 'problem when IsProd is false'),
    'what list-source-credentials prints': {
      'credentials.json': `{
        "sourceCredentialsInfos": [
          {
            "arn": "arn:aws:codebuild:eu-west-1:111122223333:token/github",
            "serverType": "GITHUB",
            "//": "problem",
            "authType": "PERSONAL_ACCESS_TOKEN"
          }
        ]
      }`.replace(
        '"//": "problem",\n            "authType": "PERSONAL_ACCESS_TOKEN"',
        '"authType": "PERSONAL_ACCESS_TOKEN", "//": "problem"',
      ),
    },
    'a call of the AWS CLI': {
      'login.sh':
        'aws codebuild import-source-credentials --server-type GITHUB --auth-type PERSONAL_ACCESS_TOKEN --token "$TOKEN" # problem',
    },
  },
  undecided: { 'chosen when the stack is made': credential('!Ref Kind', 'undecided') },
});
