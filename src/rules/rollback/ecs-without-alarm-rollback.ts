import { graded, rule } from '../../engine/rule.ts';
import { isWatchedByStage } from '../../model/deployment.ts';
import { breaksCircuit, deploysItself, isReplacedByHook, serviceRollsBack, shiftsTraffic } from '../../model/rollback.ts';
import { isTrialService } from '../../model/service.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';

/** Tasks that start and pass their health check may still answer with errors, and only an alarm would tell. */
export default rule({
  id: 'ecs-without-alarm-rollback',
  category: 'rollback',
  title: 'No alarm rolls a bad version of a service back',
  severity: 'high',
  on: 'service',
  fix: 'Set DeploymentConfiguration.Alarms with AlarmNames, Enable: true and Rollback: true; for a rolling update also DeploymentCircuitBreaker: { Enable: true, Rollback: true }.',
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(service, { model }) {
    const own = all(deploysItself(service), not(isReplacedByHook(service, model.all('blue-green-hook'))));
    const unguarded = all(own, not(serviceRollsBack(service)));
    const slight = any(isTrialService(service), isWatchedByStage(service, model.all('pipeline')));
    const grave = asFarAsKnown(any(shiftsTraffic(service), not(breaksCircuit(service))));
    const message = 'is deployed to and no alarm rolls a bad version back';
    yield* graded(service, unguarded, message, { medium: not(grave), low: slight });
  },
});
