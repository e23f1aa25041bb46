import { flag, rule } from '../../engine/rule.ts';
import { namesAlarms, rollsBackOnAlarm } from '../../model/deployment.ts';
import { all, not } from '../../model/truth.ts';

/** The alarm stops the deployment and leaves it where it is: half old, half new. */
export default rule({
  id: 'alarm-without-rollback',
  category: 'rollback',
  title: 'An alarm stops the deployment, but nothing rolls it back',
  severity: 'high',
  on: 'deployment-group',
  fix: 'Enable AutoRollbackConfiguration with DEPLOYMENT_STOP_ON_ALARM and DEPLOYMENT_FAILURE among its Events.',
  references: ['https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AutoRollbackConfiguration.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    'aws-config': ['codedeploy-deployment-group-auto-rollback-enabled', 'codedeploy-auto-rollback-monitor-enabled'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(group) {
    yield flag(group, all(namesAlarms(group), not(rollsBackOnAlarm(group))), 'stops on an alarm and is not rolled back');
  },
});
