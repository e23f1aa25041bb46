import rule from '../../../src/rules/approval/approval-after-deploy.ts';
import { testRule } from '../../harness.ts';
import { ask, build, deploy, pipeline, probe, service } from './fixtures.ts';

const NEXT = { order: '2' };
const paused = service('{ TargetType: PAUSE, LifecycleStages: [POST_SCALE_UP] }');

testRule(rule, {
  good: {
    'the approval comes first': pipeline({ Prod: [ask(), deploy('', NEXT)] }),
    'no approval is another matter': pipeline({ Prod: [deploy()] }),
    'an approval beside the deploy is another matter': pipeline({ Prod: [deploy(), ask()] }),
    'a second one after the deploy': pipeline({ Review: [ask()], Prod: [deploy(), ask('', NEXT)] }),
    'after a trial, before production': pipeline({ Staging: [deploy(), ask('', NEXT)], Prod: [deploy()] }),
    'after a trial, which is all': pipeline({ Staging: [deploy(), ask('', NEXT)] }),
    'before another region': pipeline({ ProdEurope: [deploy(), ask('', NEXT)], ProdAmerica: [deploy()] }),
    'before the rest of the stage': pipeline({ Prod: [deploy(), ask('', NEXT), deploy('', { order: '3', name: 'Rest' })] }),
    'before something that may do anything': pipeline({ Prod: [deploy(), ask('', NEXT)], Swap: [build({ name: 'Swap' })] }),
    'before what is called a check, and deploys': pipeline({
      Prod: [deploy(), ask('', NEXT)],
      Verify: [
        '{ Name: Move, ActionTypeId: { Category: Compute, Provider: Commands }, Commands: [aws ecs update-service --service web --force-new-deployment] }',
      ],
    }),
    'the deployment waits for a person': pipeline(
      { Prod: [deploy('', { configuration: 'ClusterName: shop, ServiceName: !Ref Service' }), ask('', NEXT)] },
      '',
      paused,
    ),
    'after what is only prepared': pipeline({
      Prod: [
        '{ Name: Prepare, ActionTypeId: { Category: Deploy, Provider: CloudFormation }, Configuration: { ActionMode: CHANGE_SET_REPLACE } }',
        ask('', NEXT),
      ],
    }),
  },
  bad: {
    'in the same stage': pipeline({ Prod: [deploy(), ask('problem', NEXT)] }),
    'in a later stage': pipeline({ Prod: [deploy()], Review: [ask('problem')] }),
    'before a test': pipeline({ Prod: [deploy(), ask('problem', NEXT), probe({ order: '3' })] }),
    'before a build that is called a check': pipeline({ Prod: [deploy(), ask('problem', NEXT)], Look: [build({ name: 'SmokeTest' })] }),
    'before another approval': pipeline({ Prod: [deploy()], Review: [ask('problem'), ask('problem', { order: '2', name: 'Again' })] }),
    'before what runs in the next world only': pipeline({
      Prod: [deploy()],
      Review: [ask('problem when IsProd is false')],
      Rest: [`Fn::If: [IsProd, ${deploy()}, !Ref AWS::NoValue]`],
    }),
    'after the last deploy': pipeline({ Deploy: [deploy()], Review: [ask('problem (medium)')] }),
    'one before, in one world': pipeline({
      Review: [`Fn::If: [IsProd, ${ask()}, !Ref AWS::NoValue]`],
      Prod: [deploy(), ask('problem when IsProd is false', NEXT)],
    }),
  },
  undecided: {
    'an order that nobody knows': pipeline({ Prod: [deploy('', NEXT), ask('undecided', { order: '!Ref Given' })] }),
    'what comes after is not known': pipeline({
      Prod: [deploy(), ask('undecided', NEXT)],
      Rest: ['{ Name: What, ActionTypeId: { Category: !Ref Given } } # undecided'],
    }),
  },
});
