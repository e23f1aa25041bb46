import rule from '../../../src/rules/approval/pause-continues-on-timeout.ts';
import { testRule } from '../../harness.ts';
import { service, template } from './fixtures.ts';

const hook = (timeout: string, { target = 'PAUSE', stages = '[PRE_PRODUCTION_TRAFFIC_SHIFT]' } = {}): string =>
  `{ TargetType: ${target}, LifecycleStages: ${stages}${timeout && `, TimeoutConfiguration: ${timeout}`} }`;
const CONTINUE = '{ TimeoutInMinutes: 60, Action: CONTINUE }';
const one = (text: string, mark = '', name = 'web'): string => template(service(text, mark, name));

testRule(rule, {
  good: {
    'taken back without an answer': one(hook('{ TimeoutInMinutes: 60, Action: ROLLBACK }')),
    'taken back when nothing is said': one(hook('{ TimeoutInMinutes: 60 }')),
    'no timeout at all': one(hook('')),
    'a function decides': one(hook(CONTINUE, { target: 'AWS_LAMBDA' })),
    'when the traffic is there already': one(hook(CONTINUE, { stages: '[POST_PRODUCTION_TRAFFIC_SHIFT]' })),
    'a service that is no production': one(hook(CONTINUE), '', 'web-staging'),
    'no hooks': template('Service: { Type: AWS::ECS::Service, Properties: { ServiceName: web } }'),
  },
  bad: {
    'goes on': one(hook(CONTINUE), 'problem'),
    'at one of two stages': one(hook(CONTINUE, { stages: '[POST_PRODUCTION_TRAFFIC_SHIFT, POST_SCALE_UP]' }), 'problem'),
    'before anything is started': one(hook(CONTINUE, { stages: '[RECONCILE_SERVICE]' }), 'problem'),
    'in one world': one(hook('{ Action: !If [IsProd, CONTINUE, ROLLBACK] }'), 'problem when IsProd is true'),
    'a name that nobody knows is no excuse': one(hook(CONTINUE), 'problem', '!Ref Given'),
    'what describe-services prints': `{ "services": [{ "serviceArn": "arn:aws:ecs:eu-west-1:111122223333:service/shop/web", "serviceName": "web",
      "clusterArn": "arn:aws:ecs:eu-west-1:111122223333:cluster/shop", "status": "ACTIVE", "taskDefinition": "web:1",
      "deploymentConfiguration": { "strategy": "CANARY", "lifecycleHooks": [
        { "//": "problem",
          "targetType": "PAUSE", "lifecycleStages": ["PRE_SCALE_UP"], "timeoutConfiguration": { "action": "CONTINUE" } }] } }] }`,
  },
  undecided: {
    'what follows is not known': one(hook('{ Action: !Ref Given }'), 'undecided'),
    'who decides is not known': one(hook(CONTINUE, { target: '!Ref Given' }), 'undecided'),
  },
});
