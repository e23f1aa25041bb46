import { expect, test } from 'vitest';
import { maskOf } from '../../../src/engine/mask.ts';
import { run } from '../../../src/engine/run.ts';
import rule from '../../../src/rules/identity/cross-account-trust-unconditioned.ts';
import { check, read, testRule } from '../../harness.ts';
import { services, template } from './fixtures.ts';

const trust = (aws: string, mark = '', { more = '', id = 'DeployRole', properties = '' } = {}): string =>
  template(
    `${id}:\n  Type: AWS::IAM::Role\n  Properties:\n    ${properties || 'Path: /'}\n    AssumeRolePolicyDocument:\n      Statement:\n        - { Effect: Allow, Action: "sts:AssumeRole", Principal: { AWS: ${aws} }${more} }${mark && ` # ${mark}`}`,
  );
const ROOT = '"arn:aws:iam::444455556666:root"';
const PIPELINE = 'Pipeline:\n  Type: AWS::CodePipeline::Pipeline\n  Properties: { RoleArn: !GetAtt DeployRole.Arn }';

/** As the CDK calls it. */
const construct = (path: string, mark = ''): string =>
  trust(ROOT, mark, { id: 'Other' }).replace('  Properties:', `  Metadata: { "aws:cdk:path": ${path}/Resource }\n    Properties:`);

testRule(rule, {
  good: {
    'a role that delivers nothing, in a stack that is called so': construct('PipelineStack/App/MonitoringRole'),
    'or in a construct that is': construct('Web/Deployer/MonitoringRole'),
    'or in one that has nothing else': construct('PipelineStack/Role'),
    'the account itself': trust('!Sub "arn:aws:iam::${AWS::AccountId}:root"'),
    'one role': trust('"arn:aws:iam::444455556666:role/pipeline"'),
    'with an external id': trust(ROOT, '', { more: ', Condition: { StringEquals: { "sts:ExternalId": web } }' }),
    'of the organization': trust(ROOT, '', { more: ', Condition: { StringEquals: { "aws:PrincipalOrgID": o-b1e2 } }' }),
    'a role that delivers nothing': trust(ROOT, '', { id: 'Monitoring' }),
    'a role whose name nobody knows': trust(ROOT, '', { id: 'Monitoring', properties: 'RoleName: !Ref Given' }),
    'a role that a pipeline of the same template works with': `${trust(ROOT)}  ${PIPELINE.replaceAll('\n', '\n  ')}\n`,
    'a service': template(`DeployRole:\n  Type: AWS::IAM::Role\n  Properties:\n    ${services('codedeploy')}`),
  },
  bad: {
    'a construct that is called so': construct('Web/DeployRole', 'problem'),
    'the role of one that is': construct('Web/CrossAccountDeploy/Role', 'problem'),
    'the role of a service that is': construct('Prod/Web/Deployer/ServiceRole', 'problem'),
    'another account': trust(ROOT, 'problem'),
    'its number': trust('"444455556666"', 'problem'),
    'a role that is called so by its name': trust(ROOT, 'problem', { id: 'Role', properties: 'RoleName: web-pipeline' }),
    'a role whose name nobody knows, in a template that calls it so': trust(ROOT, 'problem', { properties: 'RoleName: !Ref Given' }),
    'a role that builds may assume, too, whatever it is called': trust(ROOT, 'problem', { id: 'Role' }).replace(
      '{ AWS:',
      '{ Service: codebuild.amazonaws.com, AWS:',
    ),
    'in one world': trust('!If [IsProd, "444455556666", !Ref AWS::AccountId]', 'problem when IsProd is true'),
  },
  undecided: {
    'an account that nobody knows': trust('!Sub "arn:aws:iam::${Given}:root"', 'undecided'),
    'a condition that nobody can see': trust(ROOT, 'undecided', { more: ', Condition: !ImportValue limits' }),
  },
});

test('a pipeline of another template may be in another account, whatever it works with', () => {
  const role = trust(ROOT, '', { properties: 'RoleName: web-deploy' });
  const pipeline = template(
    'P:\n  Type: AWS::CodePipeline::Pipeline\n  Properties: { RoleArn: "arn:aws:iam::111122223333:role/web-deploy" }',
  );
  expect(check([rule], { 'role.yaml': role, 'pipeline.yaml': pipeline }).findings.map(({ outcome }) => outcome)).toEqual(['problem']);
});

test('an account that the user has named is one of his own', () => {
  const found = (template: string): number => {
    const model = read(template);
    const common = { production: { words: [], accounts: new Map([['444455556666', 'tools']]) } };
    return run([rule], model, { common, rules: new Map(), today: new Date('2026-11-20') }, maskOf(model)).findings.length;
  };
  expect(found(trust(ROOT))).toBe(0);
  expect(found(trust('"arn:aws:iam::777788889999:root"'))).toBe(1);
});
