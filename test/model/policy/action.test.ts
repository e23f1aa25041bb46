import { expect, test } from 'vitest';
import { answer } from '../../../src/model/answer.ts';
import type { Role, Statement } from '../../../src/model/identity.ts';
import { isAbout } from '../../../src/model/policy/action.ts';
import { read } from '../../harness.ts';

function speaking(words: object): Statement {
  const PolicyDocument = { Statement: [{ Effect: 'Allow', Resource: '*', ...words }] };
  const template = {
    Parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'prod'] }, Given: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
    Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument }] } } },
  };
  const [role] = read(JSON.stringify(template)).all('role') as readonly [Role];
  return role.policies()[0]?.statements[0] as Statement;
}

const START = 'codebuild:StartBuild';
const joined = { 'Fn::Join': ['', ['codebuild:', 'StartBuild']] };
const ofEnv = { 'Fn::Sub': 'codebuild:${Env}' };
const ifProd = (one: unknown, other: unknown = { Ref: 'AWS::NoValue' }): object => ({ 'Fn::If': ['IsProd', one, other] });

test.each<[object, string]>([
  [{ Action: START }, 'yes'],
  [{ Action: 'CODEBUILD:start*' }, 'yes'],
  [{ Action: ['s3:*', START] }, 'yes'],
  [{ Action: ['s3:*', 'codebuild:StopBuild'] }, 'no'],
  [{ Action: joined }, 'yes'],
  [{ Action: [ifProd(START)] }, 'yes IsProd is true'],
  [{ Action: ifProd(START, 's3:*') }, 'yes IsProd is true'],
  [{ Action: { 'Fn::Join': ['', [ifProd('codebuild', 's3'), ':StartBuild']] } }, 'yes IsProd is true'],
  [{ Action: { Ref: 'Given' } }, 'unknown'],
  [{ Action: { 'Fn::Sub': '${Given}' } }, 'unknown'],
  [{ Action: { 'Fn::Sub': 'codebuild:${Given}' } }, 'unknown'],
  [{ Action: { 'Fn::Sub': 's3:${Given}' } }, 'no'],
  [{ Action: { 'Fn::Sub': 'CodeBuild:${Given}' } }, 'unknown'],
  [{ Action: ofEnv }, 'no'],
  [{ NotAction: 's3:*' }, 'yes'],
  [{ NotAction: 'CodeBuild:Start*' }, 'no'],
  [{ NotAction: joined }, 'no'],
  [{ NotAction: ['s3:*', START] }, 'no'],
  [{ NotAction: [ifProd(START), 's3:*'] }, 'yes IsProd is false'],
  [{ NotAction: [ifProd('s3:*')] }, 'yes IsProd is true'],
  [{ NotAction: { 'Fn::Sub': '${Given}' } }, 'unknown'],
  [{ NotAction: { 'Fn::Sub': 's3:${Given}' } }, 'yes'],
  [{}, 'no'],
])('%j: %s', (words, wanted) => {
  const { is, when } = answer(isAbout(speaking(words), START.toLowerCase(), 'is about it'));
  expect([is, ...when].join(' ')).toBe(wanted);
});
