import rule from '../../../src/rules/rollback/beanstalk-all-at-once.ts';
import { testRule } from '../../harness.ts';

const environment = (policy: string, mark = '', name = 'web', type = 'LoadBalanced'): string => `
Parameters:
  Switch: { Type: String }
  Environment: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Web:${mark && ` # ${mark}`}
    Type: AWS::ElasticBeanstalk::Environment
    Properties:
      EnvironmentName: ${name}
      OptionSettings:
        - { Namespace: aws:elasticbeanstalk:environment, OptionName: EnvironmentType, Value: ${type} }
        - Namespace: aws:elasticbeanstalk:command
          OptionName: ${policy ? 'DeploymentPolicy' : 'BatchSize'}
          Value: ${policy || '30'}
`;

testRule(rule, {
  good: {
    immutable: environment('Immutable'),
    'in batches': environment('Rolling'),
    'a single instance': environment('AllAtOnce', '', 'web', 'SingleInstance'),
    'a single instance that says nothing': environment('', '', 'web', 'SingleInstance'),
  },
  bad: {
    'all at once': environment('AllAtOnce', 'problem'),
    'no production, by its name': environment('AllAtOnce', 'problem (low)', 'web-dev'),
    'no production, by its application': environment('AllAtOnce', 'problem (low)', 'web\n      ApplicationName: web-dev'),
    'in one world': environment('!If [IsProd, Immutable, AllAtOnce]', 'problem when IsProd is false'),
  },
  undecided: {
    'the deployed version may say it': environment('', 'undecided'),
    'a policy that nobody knows': environment('!Ref Switch', 'undecided'),
    'a type that nobody knows': environment('AllAtOnce', 'undecided', 'web', '!Ref Switch'),
  },
});
