import { graded, rule } from '../../engine/rule.ts';
import { isBlueGreen, isTrial, movesAllAtOnce, waitsForPerson } from '../../model/deployment.ts';
import { isTriedFirst } from '../../model/lambda.ts';
import { isProductionGroup } from '../../model/production-group.ts';
import { equals } from '../../model/text.ts';
import { all, any, conceivable, not } from '../../model/truth.ts';

/** Everybody gets a bad version at the same time, and nobody is left who could have been spared. */
export default rule({
  id: 'all-at-once-production',
  category: 'rollback',
  title: 'A new version gets all of production at once',
  severity: 'medium',
  on: 'deployment-group',
  fix: 'Choose a configuration that goes in steps: CodeDeployDefault.ECSCanary10Percent5Minutes, CodeDeployDefault.LambdaCanary10Percent5Minutes, CodeDeployDefault.OneAtATime.',
  references: ['https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },
  aliases: ['CODEDEPLOY_LAMBDA_ALLATONCE_TRAFFIC_SHIFT_DISABLED', 'codedeploy_deployment_group_lambda_allatonce_traffic_shift_disabled'],

  *check(group, { model, settings: { production } }) {
    const atOnce = movesAllAtOnce(group);
    if (!conceivable(atOnce)) return;
    const tried = any(
      waitsForPerson(group),
      all(isBlueGreen(group), equals(group.config, 'CodeDeployDefault.AllAtOnce', 'instances of its own')),
      ...group.testListeners.map(({ when }) => when),
      isTriedFirst(group, model.all('function-alias')),
    );
    const live = isProductionGroup(group, model, production);
    const thing = { ...group, at: group.config.at };
    const bare = all(atOnce, not(tried), not(isTrial(group)));
    yield* graded(thing, bare, 'gives everybody a new version at the same time', { low: not(live) });
  },
});
