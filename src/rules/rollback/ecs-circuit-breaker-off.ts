import { graded, rule } from '../../engine/rule.ts';
import { breaksCircuit, isReplacedByHook, isRolling, saysBreaker, serviceRollsBack } from '../../model/rollback.ts';
import { isTrialService } from '../../model/service.ts';
import { all, any, not } from '../../model/truth.ts';

/** Tasks that die at once are started again and again, and the deployment neither ends nor goes back. */
export default rule({
  id: 'ecs-circuit-breaker-off',
  category: 'rollback',
  title: 'A rolling update that cannot succeed is not rolled back',
  severity: 'medium',
  on: 'service',
  fix: 'Set DeploymentConfiguration.DeploymentCircuitBreaker: { Enable: true, Rollback: true }.',
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(service, { model }) {
    const own = all(isRolling(service), not(isReplacedByHook(service, model.all('blue-green-hook'))));
    const said = any(saysBreaker(service), serviceRollsBack(service)); // without either, ecs-without-alarm-rollback says that nothing does
    const open = all(own, said, not(breaksCircuit(service)));
    const message = 'keeps starting tasks of a version that does not start, and never goes back';
    yield* graded(service, open, message, { low: isTrialService(service) });
  },
});
