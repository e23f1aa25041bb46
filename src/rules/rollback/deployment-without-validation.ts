import { flag, rule } from '../../engine/rule.ts';
import { namesAlarms, rollsBackOnAlarm } from '../../model/deployment.ts';
import { all, asFarAsKnown, not, unknown } from '../../model/truth.ts';
import { validates } from '../../model/validation.ts';

/** CodeDeploy takes a version for good when its scripts have run: none of them has asked the version anything. */
export default rule({
  id: 'deployment-without-validation',
  category: 'rollback',
  title: 'A deployment succeeds without a look at the new version',
  severity: 'low',
  confidence: 'medium',
  on: 'appspec',
  fix: 'Add a hook that calls the new version and fails when it does not answer: ValidateService on instances, AfterAllowTestTraffic or BeforeAllowTraffic for ECS and Lambda.',
  references: ['https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.29', 'A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(appspec, { model }) {
    const groups = model.all('deployment-group').map((group) => all(namesAlarms(group), rollsBackOnAlarm(group)));
    const watched = groups.length > 0 ? asFarAsKnown(all(...groups)) : unknown({ at: appspec.at, text: NO_GROUP, settle: SETTLE });
    yield flag(appspec, all(not(validates(appspec)), not(watched)), 'calls a new version good without a look at it');
  },
});

const NO_GROUP = 'its deployment group, which may look at alarms, is not in what was read';
const SETTLE = 'scan the file that defines the deployment group too';
