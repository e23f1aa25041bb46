import { describe, expect, test } from 'vitest';
import type { Member } from '../../src/model/member.ts';
import { read, yaml } from '../harness.ts';
import { follow, is, say } from './tell.ts';

const texts = (members: readonly Member[] | undefined): string[] | undefined => members?.map(({ text }) => say(text));
const PIPELINE = '  web: { Type: AWS::CodePipeline::Pipeline, Properties: { Name: web } }\n';
const resources = (text: string) => read(`Parameters: { Name: { Type: String } }\nResources:\n${PIPELINE}${text}`);

describe('a topic', () => {
  test('with its own subscriptions and those that name it', () => {
    const model = resources(yaml`
      #
        T: { Type: AWS::SNS::Topic, Properties: { TopicName: told, Subscription: [{ Protocol: email, Endpoint: a@example.com }] } }
        One: { Type: AWS::SNS::Subscription, Properties: { Protocol: https, Endpoint: https://example.com, TopicArn: !Ref T } }
        Two: { Type: AWS::SNS::Subscription, Properties: { Protocol: sms, TopicArn: !Sub "arn:aws:sns:\${AWS::Region}:\${AWS::AccountId}:told" } }
        Other: { Type: AWS::SNS::Subscription, Properties: { Protocol: sqs, TopicArn: other } }
        P: { Type: AWS::SNS::TopicPolicy, Properties: { Topics: [!Ref T], PolicyDocument: { Statement: { Effect: Deny } } } }
    `);
    const [topic] = model.all('topic');
    expect(topic?.subscriptions().map(({ protocol, endpoint }) => `${say(protocol)} ${say(endpoint)}`)).toEqual([
      'email a@example.com',
      'https https://example.com',
      'sms -',
    ]);
    expect(topic?.policies().flatMap(({ statements }) => statements.map(({ effect }) => say(effect)))).toEqual(['Deny']);
  });

  test('of an answer', () => {
    const attributes = {
      TopicArn: 'arn:aws:sns:eu-west-1:111122223333:told',
      KmsMasterKeyId: 'alias/aws/sns',
      Policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*' }] }),
    };
    const subscription = { TopicArn: attributes.TopicArn, SubscriptionArn: `${attributes.TopicArn}:1`, Protocol: 'email', Endpoint: 'a' };
    const model = read({
      'a.json': JSON.stringify({ Attributes: attributes }),
      'b.json': JSON.stringify({ Subscriptions: [subscription] }),
    });
    const [topic] = model.all('topic');
    expect([say(topic?.name), say(topic?.key.id)]).toEqual(['told', 'alias/aws/sns']);
    expect(topic?.policies().map(({ statements }) => statements.length)).toEqual([1]);
    expect(topic?.subscriptions().map(({ when, protocol }) => `${is(when)} ${say(protocol)}`)).toEqual(['unknown ?${…}', 'yes email']);
  });
});

describe('an event rule', () => {
  test('that starts a pipeline', () => {
    const model = resources(yaml`
      #
        R:
          Type: AWS::Events::Rule
          Properties:
            Name: on-push
            State: DISABLED
            EventPattern:
              source: [aws.codecommit]
              detail-type: [CodeCommit Repository State Change]
              resources: [!Sub "arn:aws:codecommit:\${AWS::Region}:\${AWS::AccountId}:web"]
              detail: { event: [referenceCreated], referenceName: [main, { prefix: release/ }] }
            Targets: [{ Id: go, Arn: !Sub "arn:aws:codepipeline:\${AWS::Region}:\${AWS::AccountId}:web", RoleArn: !GetAtt Starter.Arn }]
        Starter: { Type: AWS::IAM::Role }
    `);
    const [rule] = model.all('event-rule');
    expect([say(rule?.name), say(rule?.state), say(rule?.schedule)]).toEqual(['on-push', 'DISABLED', '-']);
    expect([rule?.pattern.sources, rule?.pattern.detailTypes, rule?.pattern.resources].map(texts)).toEqual([
      ['aws.codecommit'],
      ['CodeCommit Repository State Change'],
      ['arn:aws:codecommit:${AWS::Region}:${AWS::AccountId}:web'],
    ]);
    expect(rule?.pattern.details.map(({ name, values }) => [say(name), texts(values)])).toEqual([
      ['event', ['referenceCreated']],
      ['referenceName', ['main', '?${…}']],
    ]);
    expect(rule?.targets.map(({ pipeline, project, topic, role }) => [pipeline, project, topic, role].map(follow))).toEqual([
      ['web', '-', '-', 'Starter'],
    ]);
    expect(
      model
        .all('role')[0]
        ?.users()
        .map(({ as }) => as),
    ).toEqual(['role with which events start something']);
  });

  test.each([
    ['!GetAtt web.Arn', 'web'],
    ['!Sub "arn:aws:codepipeline:eu-west-1:111122223333:${web}"', 'web'],
    ['arn:aws:lambda:eu-west-1:111122223333:function:web', '-'],
    ['!Ref Name', '? the pipeline ${Name} is not in what was read'],
    ['!Ref AWS::NoValue', '-'],
  ])('its target %s', (arn, pipeline) => {
    const [rule] = resources(`  R: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: ${arn} }] } }`).all('event-rule');
    expect(follow(rule?.targets[0]?.pipeline)).toBe(pipeline);
  });

  test('of an answer, whose targets are elsewhere', () => {
    const rule = { Name: 'nightly', EventBusName: 'default', State: 'ENABLED', EventPattern: '{"source":["aws.codebuild"]}' };
    for (const answer of [rule, { Rules: [rule] }]) {
      const [found] = read(JSON.stringify(answer)).all('event-rule');
      expect([say(found?.name), texts(found?.pattern.sources)]).toEqual(['nightly', ['aws.codebuild']]);
      expect(found?.targets.map(({ when }) => is(when))).toEqual(['unknown']);
    }
  });

  test('of an answer that has its targets after all', () => {
    const rule = { Name: 'nightly', EventPattern: '{}', Targets: [{ Id: 'a', Arn: 'b' }] };
    expect(
      read(JSON.stringify(rule))
        .all('event-rule')[0]
        ?.targets.map(({ when, arn }) => `${is(when)} ${say(arn)}`),
    ).toEqual(['yes b']);
  });

  test('with nothing said, and with a pattern that nobody can see', () => {
    const model = resources(`  A: { Type: AWS::Events::Rule }\n  B: { Type: AWS::Events::Rule, Properties: { EventPattern: !Ref Name } }`);
    const [none, unseen] = model.all('event-rule');
    expect([none?.targets, none?.pattern.sources]).toEqual([[], []]);
    expect(unseen?.pattern.sources.map(({ when }) => is(when))).toEqual(['unknown']);
  });
});

describe('a notification rule', () => {
  const rule = {
    Name: 'failures',
    Resource: 'arn:aws:codepipeline:eu-west-1:111122223333:web',
    Targets: [{ TargetType: 'SNS', TargetAddress: 'arn:aws:sns:eu-west-1:111122223333:told' }],
    Status: 'ENABLED',
  };
  const TEMPLATE = (properties: object): string =>
    JSON.stringify({
      Resources: {
        web: { Type: 'AWS::CodePipeline::Pipeline', Properties: { Name: 'web' } },
        Told: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'told' } },
        R: { Type: 'AWS::CodeStarNotifications::NotificationRule', Properties: properties },
      },
    });

  test.each([
    ['a template', { 'a.json': TEMPLATE({ ...rule, EventTypeIds: ['codepipeline-pipeline-manual-approval-needed'] }) }],
    [
      'create-notification-rule',
      { 'a.json': TEMPLATE({}), 'b.json': JSON.stringify({ ...rule, EventTypeIds: ['codepipeline-pipeline-manual-approval-needed'] }) },
    ],
    [
      'describe-notification-rule',
      {
        'a.json': TEMPLATE({}),
        'b.json': JSON.stringify({ ...rule, EventTypes: [{ EventTypeId: 'codepipeline-pipeline-manual-approval-needed' }] }),
      },
    ],
  ])('of %s', (_, files) => {
    const found = read(files).all('notification-rule').at(-1);
    expect([say(found?.name), say(found?.status), texts(found?.events)]).toEqual([
      'failures',
      'ENABLED',
      ['codepipeline-pipeline-manual-approval-needed'],
    ]);
    expect([follow(found?.pipeline), follow(found?.project)]).toEqual(['web', '-']);
    expect(found?.targets.map(({ type, topic }) => [say(type), follow(topic)])).toEqual([['SNS', 'Told']]);
  });

  test('with nothing said', () => {
    const [found] = read(TEMPLATE({})).all('notification-rule');
    expect([found?.events, found?.targets, follow(found?.pipeline)]).toEqual([[], [], '-']);
  });
});
