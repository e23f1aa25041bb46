import { expect, test } from 'vitest';
import { maskOf } from '../../src/engine/mask.ts';
import { read } from '../harness.ts';

const SECRET = 'hq7-Lm2-xv9';

test.each([
  ['a token that CodeBuild logs in with', { authType: 'OAUTH', serverType: 'GITHUB', token: SECRET }],
  [
    'the secret of a webhook',
    { webhook: { targetPipeline: 'web', authentication: 'GITHUB_HMAC', authenticationConfiguration: { SecretToken: SECRET } } },
  ],
  ['a secret', { Name: 'db', SecretString: SECRET }],
  ['a secure parameter', { Parameter: { Name: '/web/x', Type: 'SecureString', Value: SECRET } }],
  ['a parameter by its name', { Parameter: { Name: '/web/password', Type: 'String', Value: SECRET } }],
  ['what a template is given', { Parameters: { DbPassword: SECRET } }],
  [
    'what a stack is given',
    { Stacks: [{ StackName: 'a', StackStatus: 'b', Parameters: [{ ParameterKey: 'DbPassword', ParameterValue: SECRET }] }] },
  ],
  ['what a stack set is given', { StackSet: { StackSetName: 'a', Parameters: [{ ParameterKey: 'DbPassword', ParameterValue: SECRET }] } }],
])('%s is masked', (_, data) => {
  expect(maskOf(read(JSON.stringify(data)))(`it says ${SECRET}`)).toBe('it says «masked secret»');
});

test.each(['\\n', '\\t', '\\r', ' ', '='])('a token behind %s is masked', (before) => {
  expect(maskOf(read('{}')).line(`"a:${before}ghp_${'a1B2'.repeat(9)}${before}"`)).toBe(`"a:${before}«masked github-token»${before}"`);
});

test('every token of a text is masked, of one form and of another', () => {
  const [first, second] = ['a1B2', 'c3D4'].map((part) => `ghp_${part.repeat(9)}`);
  const text = `${first} and ${second}, ASIA${'QRST'.repeat(4)}`;
  expect(maskOf(read('{}'))(text)).toBe('«masked github-token» and «masked github-token», «masked aws-access-key»');
});

test('a token in the middle of a word is none', () => {
  expect(maskOf(read('{}'))(`nghp_${'a1B2'.repeat(9)}`)).toContain('a1B2');
});

test.each([
  ['a plain parameter', { Parameter: { Name: '/web/url', Type: 'String', Value: SECRET } }],
  ['what a template is given', { Parameters: { Size: SECRET } }],
])('%s is not', (_, data) => {
  expect(maskOf(read(JSON.stringify(data)))(`it says ${SECRET}`)).toBe(`it says ${SECRET}`);
});
