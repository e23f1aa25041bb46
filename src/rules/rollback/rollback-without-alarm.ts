import { flag, rule } from '../../engine/rule.ts';
import { rollsBackOnAlarm, watchesAlarms } from '../../model/deployment.ts';
import { functionOf } from '../../model/lambda.ts';
import { all, not } from '../../model/truth.ts';

/** Waiting for an alarm that nobody named or enabled is waiting for nothing. */
export default rule({
  id: 'rollback-without-alarm',
  category: 'rollback',
  title: 'Rollback waits for an alarm, and no alarm is looked at',
  severity: 'medium',
  on: 'deployment-group',
  fix: 'Name the alarms in AlarmConfiguration (Enabled: true), or leave DEPLOYMENT_STOP_ON_ALARM out.',
  references: ['https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AlarmConfiguration.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    'aws-config': ['codedeploy-auto-rollback-monitor-enabled'],
    soc2: ['CC7.2'],
    'iso27001-2022': ['A.8.32'],
  },

  *check(group, { model }) {
    if (functionOf(group, model.all('function'))) return; // of SAM, which always waits for alarms: sam-deployment-without-alarms
    yield flag(group, all(rollsBackOnAlarm(group), not(watchesAlarms(group))), 'is to be rolled back on an alarm, and looks at none');
  },
});
