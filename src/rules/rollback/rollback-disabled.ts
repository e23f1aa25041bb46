import { graded, rule } from '../../engine/rule.ts';
import { forgoesRollback, isTrial, namesAlarms, rollsBackOnAlarm, rollsBackOnFailure } from '../../model/deployment.ts';
import { all, any, not } from '../../model/truth.ts';

/**
 * A deployment that fails half-way stays half-way: some of the traffic gets what is broken until a person acts. Where nothing
 * is said of rollback at all, the rules of alarms say so: one change mends both.
 */
export default rule({
  id: 'rollback-disabled',
  category: 'rollback',
  title: 'A failed deployment is not rolled back',
  severity: 'high',
  on: 'deployment-group',
  fix: 'Enable AutoRollbackConfiguration with DEPLOYMENT_FAILURE and DEPLOYMENT_STOP_ON_ALARM among its Events, and name the alarms in AlarmConfiguration.',
  references: [
    'https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html',
    'https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AutoRollbackConfiguration.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    'aws-config': ['codedeploy-deployment-group-auto-rollback-enabled', 'codedeploy-auto-rollback-monitor-enabled'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(group) {
    const onAlarmOnly = all(rollsBackOnAlarm(group), not(rollsBackOnFailure(group)));
    const left = any(onAlarmOnly, all(forgoesRollback(group), not(namesAlarms(group))));
    yield* graded(group, left, 'leaves in place what a failed deployment has done', { low: isTrial(group) });
  },
});
