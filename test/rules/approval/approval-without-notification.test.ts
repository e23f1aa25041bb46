import rule from '../../../src/rules/approval/approval-without-notification.ts';
import { testRule } from '../../harness.ts';
import { ask, deploy, pipeline, template } from './fixtures.ts';

const TOPIC = 'NotificationArn: "arn:aws:sns:eu-west-1:111122223333:approvals"';
const NEEDED = 'codepipeline-pipeline-manual-approval-needed';
const STARTED = 'CodePipeline Action Execution State Change';

/** A named pipeline with an approval, and what else the template has. */
const beside = (more: string, mark = '', name = 'Name: web'): string => pipeline({ Review: [ask(mark)], Prod: [deploy()] }, name, more);
const notice = ({
  event = NEEDED,
  resource = '!Sub "arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:${Web}"',
  more = '',
} = {}): string =>
  `Notice: { Type: AWS::CodeStarNotifications::NotificationRule, Properties: { Name: n, DetailType: FULL, Resource: ${resource}, EventTypeIds: [${event}], Targets: []${more} } }\n`;
const event = (pattern: string, more = ''): string =>
  `Event: { Type: AWS::Events::Rule, Properties: { EventPattern: { source: [aws.codepipeline]${pattern} }${more} } }\n`;
const inProd = (what: string): string => `!If [IsProd, ${what}, !Ref AWS::NoValue]`;
const OTHER = 'Other: { Type: AWS::CodePipeline::Pipeline, Properties: { Name: other, Stages: [] } }\n';

testRule(rule, {
  good: {
    'it names a topic': pipeline({ Review: [ask('', { configuration: TOPIC })], Prod: [deploy()] }),
    'it names a topic that is made here': pipeline(
      { Review: [ask('', { configuration: 'NotificationArn: !Ref Topic' })], Prod: [deploy()] },
      '',
      'Topic: { Type: AWS::SNS::Topic }\n',
    ),
    'it names a topic that nobody knows': pipeline({
      Review: [ask('', { configuration: 'NotificationArn: !Ref Given' })],
      Prod: [deploy()],
    }),
    'a notification rule of another file': {
      'web.yaml': beside(''),
      'notice.yaml': template(notice({ resource: '"arn:aws:codepipeline:eu-west-1:111122223333:web"' })),
    },
    'nothing waits for it': pipeline({ Prod: [deploy()], Review: [ask()] }),
    'only another approval waits for it': pipeline({ Review: [ask(), ask('', { order: '2', name: 'Again' })] }),
    'no approval': pipeline({ Prod: [deploy()] }),
    'an approval that is no person': pipeline({
      Review: ['{ Name: Ask, ActionTypeId: { Category: Approval, Provider: Gate } }'],
      Prod: [deploy()],
    }),
    'a notification rule': beside(notice()),
    'a notification rule of several events': beside(notice({ event: `codepipeline-pipeline-stage-execution-failed, ${NEEDED}` })),
    'an event rule for every pipeline': beside(event(`, detail-type: ["${STARTED}"]`)),
    'an event rule for everything': beside(event('')),
    'an event rule for this pipeline': beside(
      event(`, detail-type: ["${STARTED}"], detail: { pipeline: [web], state: [FAILED, STARTED], type: { category: [Approval] } }`),
    ),
  },
  bad: {
    'nothing tells': beside('', 'problem'),
    'a notification rule of another file, for whatever pipeline': {
      'web.yaml': beside('', 'problem'),
      'notice.yaml': template(notice({ resource: '!Ref Given' })),
    },
    'in one world': pipeline({
      Review: [ask('problem when IsProd is false', { configuration: 'NotificationArn: !If [IsProd, !Ref Given, !Ref AWS::NoValue]' })],
      Prod: [deploy()],
    }),
    ...Object.fromEntries(
      [
        ['a notification rule', notice().replace('Notice: {', 'Notice: { Condition: IsProd,')],
        ['an event of a notification rule', notice({ event: inProd(NEEDED) })],
        ['an event rule', event('').replace('Event: {', 'Event: { Condition: IsProd,')],
        ['a source', event('').replace('aws.codepipeline', inProd('aws.codepipeline'))],
        ['a state', event(`, detail: { state: [FAILED, ${inProd('STARTED')}] }`)],
        ['a pipeline', event(`, detail: { pipeline: [other, ${inProd('web')}] }`)],
        ['a kind of event', event(`, detail-type: [other, ${inProd(`"${STARTED}"`)}]`)],
      ].map(([name, more]) => [`${name} in one world`, beside(more ?? '', 'problem when IsProd is false')]),
    ),
    'a notification rule of another event': beside(notice({ event: 'codepipeline-pipeline-pipeline-execution-failed' }), 'problem'),
    'a notification rule that is off': beside(notice({ more: ', Status: DISABLED' }), 'problem'),
    'a notification rule of another pipeline': beside(
      OTHER + notice({ resource: '!Sub "arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:${Other}"' }),
      'problem',
    ),
    'an event rule of another service': beside(event('').replace('aws.codepipeline', 'aws.codebuild'), 'problem'),
    'an event rule that is off': beside(event('', ', State: DISABLED'), 'problem'),
    'an event rule of whole runs': beside(event(', detail-type: ["CodePipeline Pipeline Execution State Change"]'), 'problem'),
    'an event rule of failures': beside(event(`, detail-type: ["${STARTED}"], detail: { state: [FAILED] }`), 'problem'),
    'an event rule of failures that began': beside(event(', detail: { state: [FAILED], stage: [STARTED] }'), 'problem'),
    'an event rule of failures in one world': beside(
      event(`, detail: !If [IsProd, { state: [FAILED] }, !Ref AWS::NoValue]`),
      'problem when IsProd is true',
    ),
    'an event rule of another pipeline': beside(event(', detail: { pipeline: [other] }'), 'problem'),
  },
  undecided: {
    'a topic behind a whole configuration': pipeline({
      Review: ['{ Name: Ask, ActionTypeId: { Category: Approval, Provider: Manual }, Configuration: !ImportValue all } # undecided'],
      Prod: [deploy()],
    }),
    'a notification rule of a pipeline that nobody knows': beside(notice({ resource: '!Ref Given' }), 'undecided'),
    'an event rule of some resources': beside(event(', resources: [!Ref Given]'), 'undecided'),
    'an event rule of a pipeline that has no name here': beside(event(', detail: { pipeline: [web] }'), 'undecided', ''),
  },
});
