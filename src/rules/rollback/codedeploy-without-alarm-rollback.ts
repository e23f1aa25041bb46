import { graded, rule } from '../../engine/rule.ts';
import {
  forgoesRollback,
  isBlueGreen,
  isTrial,
  isWatchedByStage,
  namesAlarms,
  rollsBackOnAlarm,
  rollsBackOnFailure,
  shiftsGradually,
} from '../../model/deployment.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';

/** Without an alarm a bad version is only noticed by its users, and stays until somebody acts. */
export default rule({
  id: 'codedeploy-without-alarm-rollback',
  category: 'rollback',
  title: 'No alarm rolls a bad deployment back',
  severity: 'high',
  on: 'deployment-group',
  fix: 'Name CloudWatch alarms in AlarmConfiguration (Enabled: true) and enable AutoRollbackConfiguration with the events DEPLOYMENT_FAILURE and DEPLOYMENT_STOP_ON_ALARM.',
  references: ['https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    'aws-config': ['codedeploy-auto-rollback-monitor-enabled', 'codedeploy-deployment-group-auto-rollback-enabled'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },
  aliases: ['CODEDEPLOY_AUTO_ROLLBACK_MONITOR_ENABLED'],

  *check(group, { model }) {
    const said = asFarAsKnown(forgoesRollback(group)); // of which rollback-disabled speaks
    const unguarded = all(not(namesAlarms(group)), not(rollsBackOnAlarm(group)), not(said));
    const grave = asFarAsKnown(any(isBlueGreen(group), shiftsGradually(group), not(rollsBackOnFailure(group))));
    const slight = any(isTrial(group), isWatchedByStage(group, model.all('pipeline')));
    const message = 'is deployed to and no alarm rolls a bad deployment back';
    yield* graded(group, unguarded, message, { medium: not(grave), low: slight });
  },
});
