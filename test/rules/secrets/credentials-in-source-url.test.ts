import rule from '../../../src/rules/secrets/credentials-in-source-url.ts';
import { testRule, yaml } from '../../harness.ts';

// Nobody's: put together here, so that no scanner of secrets takes this file for a leak.
const PASSWORD = 'kX9-vb2-Qe7';
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;
const source = (location: string, mark = '', more = ''): string => `${HEAD}
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source:
        Type: GITHUB
        Location: ${location}${mark && ` # ${mark}`}
${more}`;

testRule(rule, {
  good: {
    'an address': source('https://github.com/example/web.git'),
    'a name alone': source('https://git-codecommit@example.com/web'),
    'a port': source('https://example.com:8443/web'),
    'an @ in the path': source('https://example.com/@example/web:1'),
    'a bucket': source('sources/web.zip'),
    ssh: source('ssh://git@example.com:22/web'),
    'no source of its own': `Resources: { Build: { Type: AWS::CodeBuild::Project, Properties: { Source: { Type: CODEPIPELINE } } } }\n`,
  },
  bad: {
    'a password': source(`https://web:${PASSWORD}@example.com/web.git`, 'problem'),
    'a password that is put in': source('!Sub "https://web:${Given}@example.com/web.git"', 'problem'),
    'a token alone': source(`https://${GITHUB}@github.com/example/web.git`, 'problem'),
    'in one world': source(
      `!If [IsProd, 'https://web:${PASSWORD}@example.com/web', 'https://example.com/web']`,
      'problem when IsProd is true',
    ),
    'a secondary source': source(
      'https://example.com/web',
      '',
      `      SecondarySources:\n        - Type: BITBUCKET\n          SourceIdentifier: more\n          Location: https://web:${PASSWORD}@bitbucket.org/web # problem\n`,
    ),
    'an answer of the API': `{
      "projects": [{ "name": "web", "environment": { "image": "aws/codebuild/standard:8.0" }, "source": { "type": "BITBUCKET",
        "location": "https://web:${PASSWORD}@bitbucket.org/web", "//": "problem"
      } }]
    }`,
  },
  undecided: { 'an address behind a transform': source('{ "Fn::Transform": { Name: Address } }', 'undecided') },
});
