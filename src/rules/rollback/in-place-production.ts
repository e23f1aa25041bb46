import { flag, rule } from '../../engine/rule.ts';
import { isInPlace, isTrial, movesAllAtOnce } from '../../model/deployment.ts';
import { isProductionGroup } from '../../model/production-group.ts';
import { equals } from '../../model/text.ts';
import { all, not } from '../../model/truth.ts';

/** The old version is gone from an instance as soon as the new one is on it: the only way back is one more deployment. */
export default rule({
  id: 'in-place-production',
  category: 'rollback',
  title: 'Production instances get a new version in place',
  severity: 'medium',
  on: 'deployment-group',
  fix: 'Set DeploymentStyle to BLUE_GREEN with WITH_TRAFFIC_CONTROL, and keep the old instances for a while; or at least WITH_TRAFFIC_CONTROL and LoadBalancerInfo, so that an instance has no traffic while it changes.',
  references: [
    'https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentStyle.html',
    'https://docs.aws.amazon.com/codedeploy/latest/userguide/integrations-aws-elastic-load-balancing.html',
    'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel_tracking_change_management_immutable_infrastructure.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
    'aws-well-architected': ['REL08-BP04'],
  },

  *check(group, { model, settings: { production } }) {
    const bare = all(
      isInPlace(group),
      isProductionGroup(group, model, production),
      not(isTrial(group)),
      not(movesAllAtOnce(group)), // which all-at-once-production speaks of
    );
    const emptied = equals(group.style.option, 'WITH_TRAFFIC_CONTROL', 'an instance has no traffic while it changes');
    const thing = { ...group, at: group.style.type.at };
    yield flag(thing, all(bare, not(emptied)), 'puts the new version on instances that serve users meanwhile');
    yield flag(thing, all(bare, emptied), 'puts the new version in the place of the old one', { severity: 'low' });
  },
});
