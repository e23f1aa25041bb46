import { flag, rule } from '../../engine/rule.ts';
import { namesAlarms } from '../../model/deployment.ts';
import { isTrue } from '../../model/text.ts';
import { all } from '../../model/truth.ts';

/** An alarm that nobody can read says nothing, and here nothing means that all is well. */
export default rule({
  id: 'alarm-errors-ignored',
  category: 'rollback',
  title: 'A deployment goes on although its alarms cannot be read',
  severity: 'medium',
  on: 'deployment-group',
  fix: 'Leave IgnorePollAlarmFailure out, or set it to false, and give the service role cloudwatch:DescribeAlarms.',
  references: ['https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AlarmConfiguration.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    'aws-config': ['codedeploy-auto-rollback-monitor-enabled'],
    soc2: ['CC7.2'],
    'iso27001-2022': ['A.8.32'],
  },

  *check(group) {
    const ignored = isTrue(group.alarms.ignorePollFailure, 'a failure to read the alarms is ignored');
    yield flag(group, all(namesAlarms(group), ignored), 'goes on with a deployment although the state of its alarms is not known');
  },
});
