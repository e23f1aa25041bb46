import { describe, expect, test } from 'vitest';
import { type Input, read, yaml } from '../harness.ts';
import { follow, told } from './told.ts';

const COMMAND = 'aws:elasticbeanstalk:command';
const policy = (input: Input, given = {}): string =>
  told(read(input, given).all('beanstalk-environment')[0]?.option(COMMAND, 'DeploymentPolicy'));

describe('an option of an environment', () => {
  const template = (environment: string, more = ''): string => yaml`
    Parameters: { Env: { Type: String, AllowedValues: [dev, prod] }, Any: { Type: String } }
    Conditions: { IsProd: !Equals [!Ref Env, prod] }
    Resources:
      Web: { Type: AWS::ElasticBeanstalk::Environment, Properties: ${environment} }
      Saved:
        Type: AWS::ElasticBeanstalk::ConfigurationTemplate
        Properties:
          ApplicationName: web
          OptionSettings: [{ Namespace: "${COMMAND}", OptionName: DeploymentPolicy, Value: Immutable }, { Namespace: other, OptionName: DeploymentPolicy, Value: Rolling }]
      ${more}
  `;
  const set = (value: string): string => `{ Namespace: "${COMMAND}", OptionName: DeploymentPolicy, Value: ${value} }`;

  test.each([
    [
      'is set by itself',
      `{ OptionSettings: [{ Namespace: "${COMMAND}", OptionName: Timeout, Value: "60" }, ${set('Rolling')}] }`,
      'Rolling',
    ],
    ['is set before its template is asked', `{ TemplateName: !Ref Saved, OptionSettings: [${set('Rolling')}] }`, 'Rolling'],
    ['is set by its template', '{ ApplicationName: web, TemplateName: !Ref Saved }', 'Immutable'],
    ['is set by neither', '{ OptionSettings: [{ Namespace: other, OptionName: DeploymentPolicy, Value: Rolling }] }', 'absent'],
    ['is set by nothing at all', '{}', 'absent'],
    ['may be among what nobody sees', '{ OptionSettings: !Ref Any }', 'unknown'],
    ['may be in a template that nobody has read', '{ TemplateName: elsewhere }', 'unknown'],
    ['has a value that a parameter decides', `{ OptionSettings: [${set('!Ref Any')}] }`, 'unknown'],
  ])('%s', (_, environment, value) => expect(policy(template(environment))).toBe(value));

  test('is set in some worlds', () => {
    const text = template(`{ TemplateName: !Ref Saved, OptionSettings: [!If [IsProd, ${set('TrafficSplitting')}, !Ref AWS::NoValue]] }`);
    expect([policy(text), policy(text, { Env: 'prod' }), policy(text, { Env: 'dev' })]).toEqual([
      'unknown',
      'TrafficSplitting',
      'Immutable',
    ]);
  });

  test('is set by the template of a template', () => {
    const source = (name: string): string => `{ SourceConfiguration: { ApplicationName: web, TemplateName: !Ref ${name} } }`;
    const type = 'Type: AWS::ElasticBeanstalk::ConfigurationTemplate';
    expect(policy(template('{ TemplateName: !Ref Made }', `Made: { ${type}, Properties: ${source('Saved')} }`))).toBe('Immutable');
    expect(policy(template('{ TemplateName: !Ref Made }', `Made: { ${type}, Properties: ${source('Made')} }`))).toBe('unknown');
    expect(policy(template('{ TemplateName: !Ref Made }', `Made: { ${type}, Properties: { EnvironmentId: e-1 } }`))).toBe('unknown');
    expect(policy(template('{ TemplateName: !Ref Made }', `Made: { ${type}, Properties: {} }`))).toBe('absent');
  });
});

test('describe-configuration-settings tells of environments and of templates', () => {
  const settings = [{ Namespace: COMMAND, OptionName: 'DeploymentPolicy', Value: 'Rolling' }];
  const model = read(
    JSON.stringify({
      ConfigurationSettings: [
        { ApplicationName: 'web', EnvironmentName: 'web-prod', OptionSettings: settings },
        { ApplicationName: 'web', TemplateName: 'saved', OptionSettings: settings },
      ],
    }),
  );
  const [environment, ...others] = model.all('beanstalk-environment');
  expect(others).toEqual([]);
  expect([told(environment?.name), told(environment?.application), told(environment?.option(COMMAND, 'DeploymentPolicy'))]).toEqual([
    'web-prod',
    'web',
    'Rolling',
  ]);
  expect(model.all('beanstalk-template').map(({ name, settings: { length }, template }) => [told(name), length, follow(template)])).toEqual(
    [['saved', 1, 'absent']],
  );
});

test('templates of one name are told apart by their application', () => {
  const template = (ApplicationName: string, Value: string) => ({
    ApplicationName,
    TemplateName: 'saved',
    OptionSettings: [{ Namespace: COMMAND, OptionName: 'DeploymentPolicy', Value }],
  });
  const files = {
    'c.json': JSON.stringify({ ConfigurationSettings: [template('web', 'Rolling'), template('shop', 'Immutable')] }),
    't.yaml': 'Resources: { E: { Type: AWS::ElasticBeanstalk::Environment, Properties: { ApplicationName: shop, TemplateName: saved } } }',
  };
  expect(policy(files)).toBe('Immutable');
});
