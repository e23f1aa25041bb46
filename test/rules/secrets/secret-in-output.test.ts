import rule from '../../../src/rules/secrets/secret-in-output.ts';
import { testRule, yaml } from '../../harness.ts';

const output = (name: string, value: string, mark = ''): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Hidden: { Type: String, NoEcho: true }
    Stage: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Secret: { Type: AWS::SecretsManager::Secret }
    User: { Type: AWS::IAM::User }
    Key: { Type: AWS::IAM::AccessKey, Properties: { UserName: !Ref User } }
  Outputs:
    ${name}:${mark && ` # ${mark}`}
      Value: ${value}
`;

testRule(rule, {
  good: {
    'where a secret is kept': output('SecretArn', '!Ref Secret'),
    'the id of the key': output('AccessKey', '!Ref Key'),
    'the name of the user': output('UserName', '!GetAtt User.UserName'),
    'a parameter that is no secret': output('Stage', '!Ref Stage'),
    'a text': output('Stage', 'production-7'),
    'a stand-in': output('ApiToken', 'changeme'),
    'the name of a secret': output('DbPassword', '/web/password'),
    'no outputs': 'Resources: { Topic: { Type: AWS::SNS::Topic } }\n',
  },
  bad: {
    'a parameter that is never shown': output('Token', '!Ref Hidden', 'problem'),
    'the secret half of an access key': output('Key', '!GetAtt Key.SecretAccessKey', 'problem'),
    'the secret half, in a text': output('Key', '!Sub "secret=${Key.SecretAccessKey}"', 'problem'),
    'from Secrets Manager': output('Password', "'{{resolve:secretsmanager:web:SecretString:password}}'", 'problem'),
    'written out': output('DbPassword', 'kX9-vb2-Qe7', 'problem'),
    'a URL with a password': output('Database', 'postgres://web:kX9-vb2-Qe7@db.internal/web', 'problem'),
    'in one world': output('Token', '!If [IsProd, !Ref Hidden, none]', 'problem when IsProd is true'),
  },
  undecided: { 'a value behind a transform': output('Token', '{ "Fn::Transform": { Name: Value } }', 'undecided') },
});
