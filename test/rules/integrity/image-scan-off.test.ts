import rule from '../../../src/rules/integrity/image-scan-off.ts';
import { testRule, yaml } from '../../harness.ts';

/** A repository and a registry that may scan it; the mark stands on the repository. */
const repository = (properties: string, mark = '', registry = ''): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Web: ${mark && `# ${mark}`}
      Type: AWS::ECR::Repository
      Properties: { ${properties} }
    ${registry}
`;
const onPush = (value: string): string => `RepositoryName: team/web, ImageScanningConfiguration: { ScanOnPush: ${value} }`;
const NAMED = 'RepositoryName: team/web';

const registry = (filter: string, frequency = 'SCAN_ON_PUSH', more = ''): string =>
  `Registry: { Type: AWS::ECR::RegistryScanningConfiguration, ${more} Properties: { ScanType: ENHANCED, Rules: [{ ScanFrequency: ${frequency}, RepositoryFilters: [{ Filter: ${filter}, FilterType: WILDCARD }] }] } }`;

testRule(rule, {
  good: {
    'scans what is pushed': repository(onPush('true')),
    'scans what is pushed, as text': repository(onPush('"true"')),
    'the registry scans everything': repository(NAMED, '', registry("'*'")),
    'the registry scans everything, whatever the repository says': repository(onPush('false'), '', registry("'*'")),
    'the registry scans again and again': repository(NAMED, '', registry("'*'", 'CONTINUOUS_SCAN')),
    'the registry scans by a pattern': repository(NAMED, '', registry('team/*')),
    'the registry scans by a pattern in the middle': repository(NAMED, '', registry("'*m/w*'")),
    'the registry scans what contains a text': repository(NAMED, '', registry('eam')),
    'the registry scans everything, and the repository has no name': repository('', '', registry("'*'")),
    'a registry as the AWS CLI prints it': {
      'template.yaml': repository(NAMED),
      'registry.json':
        '{ "registryId": "111122223333", "scanningConfiguration": { "scanType": "BASIC", "rules": [{ "scanFrequency": "SCAN_ON_PUSH", "repositoryFilters": [{ "filter": "*", "filterType": "WILDCARD" }] }] } }',
    },
  },
  bad: {
    'nothing is said, and no registry is in scope': repository(NAMED, 'problem (low)'),
    'switched off': repository(onPush('false'), 'problem'),
    'the registry scans others': repository(NAMED, 'problem', registry('team/w')).replace('team/web', 'other'),
    'the registry scans by a pattern that ends elsewhere': repository(NAMED, 'problem', registry("'*team'")),
    'the registry scans by a pattern that begins elsewhere': repository(NAMED, 'problem', registry("'web*'")),
    'a dot is a dot': repository(NAMED, 'problem', registry('team.web')),
    'somebody has to ask for each scan': repository(NAMED, 'problem', registry("'*'", 'MANUAL')),
    'in one world': repository(onPush('!If [IsProd, true, false]'), 'problem when IsProd is false'),
    'nothing is said in one world': repository(
      'RepositoryName: web, ImageScanningConfiguration: !If [IsProd, { ScanOnPush: true }, !Ref AWS::NoValue]',
      'problem (low) when IsProd is false',
    ),
    'the registry says something in one world': repository(
      onPush('false'),
      'problem when IsProd is false',
      registry("'*'", undefined, 'Condition: IsProd,'),
    ),
  },
  undecided: {
    'a parameter without a value': repository(onPush('!Ref Given'), 'undecided'),
    'a filter that nobody knows': repository(NAMED, 'undecided', registry('!Ref Given')),
    'a name that nobody knows': repository('RepositoryName: !Ref Given', 'undecided', registry('team/*')),
    'a name that CloudFormation makes': repository('', 'undecided', registry('team/*')),
  },
});
