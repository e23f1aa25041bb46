import rule from '../../../src/rules/approval/disabled-transition-as-gate.ts';
import { testRule } from '../../harness.ts';
import { ask, build, deploy, pipeline } from './fixtures.ts';

const closed = (stage: string, mark = ''): string =>
  `DisableInboundStageTransitions:\n  - { StageName: ${stage}, Reason: later }${mark && ` # ${mark}`}`;
const get = { pipeline: { name: 'web', roleArn: 'arn:aws:iam::111122223333:role/p', stages: [stageOf('Staging'), stageOf('Prod')] } };
function stageOf(name: string) {
  return { name, actions: [{ name: 'Go', actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1' } }] };
}
const state = (enabled: boolean, mark = ''): string => `{ "pipelineName": "web", "stageStates": [
  { "stageName": "Staging", "inboundTransitionState": { "enabled": true } },
  { "stageName": "Prod",
    "inboundTransitionState": {${mark && ` "//": "${mark}",`}
      "enabled": ${enabled} } }] }`;

testRule(rule, {
  good: {
    'nothing is closed': pipeline({ Prod: [deploy()] }),
    'an approval is there, too': pipeline({ Review: [ask()], Prod: [deploy()] }, closed('Prod')),
    'the way to a trial': pipeline({ Staging: [deploy()], Prod: [deploy()] }, closed('Staging')),
    'the way to a build': pipeline({ Compile: [build()], Prod: [deploy()] }, closed('Compile')),
    'open in the account': { 'get.json': JSON.stringify(get), 'state.json': state(true) },
  },
  bad: {
    'the way to production': pipeline({ Staging: [deploy()], Prod: [deploy()] }, closed('Prod', 'problem')),
    'the way to the last deploy': pipeline({ Compile: [build()], Deploy: [deploy()] }, closed('Deploy', 'problem')),
    'in one world': pipeline({ Prod: [deploy()] }, closed('!If [IsProd, Prod, Other]', 'problem when IsProd is true')),
    'closed in the account': { 'get.json': JSON.stringify(get), 'state.json': state(false, 'problem') },
  },
  undecided: {
    'the way to a stage that nobody knows': pipeline({ Staging: [deploy()], Prod: [deploy()] }, closed('!Ref Given', 'undecided')),
  },
});
