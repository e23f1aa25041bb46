import { expect, test } from 'vitest';
import { tomlDocument } from '../../src/documents/toml-document.ts';
import { ParseError } from '../../src/documents/tree.ts';
import { placeOf } from '../../src/engine/place.ts';
import { piecesIn, shown, type Text } from '../../src/model/text.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { read, yaml } from '../harness.ts';

const say = (text: Text | undefined): string => (text ? shown(piecesIn(text, NOWHERE)) : 'none');
const where = ({ at }: { readonly at: Text['at'] }): string => {
  const { line, column } = placeOf(at);
  return `${line}:${column}`;
};

test('a stack for each environment that deploys', () => {
  const text = yaml`
    version = 0.1
    [default.global.parameters]
    stack_name = "web"
    role_arn = "arn:aws:iam::111122223333:role/cfn"

    [default.deploy.parameters]
    capabilities = "CAPABILITY_IAM CAPABILITY_NAMED_IAM"
    parameter_overrides = "Env=\"dev\" Size=3"
    disable_rollback = true

    [prod.deploy.parameters]   # by hand
      stack_name = 'web-prod'
    template_file = "app.yaml"
    capabilities = ["CAPABILITY_IAM"]
    parameter_overrides = ["ParameterKey=Env,ParameterValue=prod"]

    [lint.validate.parameters]
    lint = true`;
  const stacks = read({ 'samconfig.toml': text.replace('Env="dev"', 'Env=\\"dev\\"') }).all('stack');
  expect(
    stacks.map((stack) => ({
      name: say(stack.name),
      template: say(stack.template.text),
      role: say(stack.role.text),
      rollback: say(stack.disableRollback),
      capabilities: stack.capabilities.map((one) => say(one.text)),
      parameters: stack.parameters.map((one) => `${say(one.name)}=${say(one.value)} ${where(one).split(':')[0]}`),
      at: [stack, stack.name, stack.disableRollback].map(where),
    })),
  ).toEqual([
    {
      name: 'web',
      template: '',
      role: 'arn:aws:iam::111122223333:role/cfn',
      rollback: 'true',
      capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
      parameters: ['Env=dev 8', 'Size=3 8'],
      at: ['6:1', '3:1', '9:1'],
    },
    {
      name: 'web-prod',
      template: 'app.yaml',
      role: '',
      rollback: '',
      capabilities: ['CAPABILITY_IAM'],
      parameters: ['Env=prod 15'],
      at: ['11:1', '12:3', '11:1'],
    },
  ]);
});

test('TOML that nobody can read is told with its line', () => {
  expect(() => tomlDocument({ kind: 'file', path: 'samconfig.toml' }, '[a.deploy.parameters]\nx = ')).toThrow(ParseError);
});

test('any other TOML is nobody’s', () => {
  expect(read({ 'a.toml': '[tool.deploy]\nparameters = 1\n' }).all('stack')).toEqual([]);
});

test('the same in YAML', () => {
  const [stack, ...others] = read({
    'samconfig.yaml': yaml`
      version: 0.1
      default:
        global: { parameters: { stack_name: web } }
        deploy:
          parameters:
            template_file: app.yaml
            capabilities: [CAPABILITY_IAM]
            parameter_overrides: Env="dev" Size=3`,
  }).all('stack');
  expect(others).toEqual([]);
  expect([say(stack?.name), say(stack?.template.text)]).toEqual(['web', 'app.yaml']);
  expect(stack?.parameters.map((one) => [say(one.name), say(one.value)])).toEqual([
    ['Env', 'dev'],
    ['Size', '3'],
  ]);
});
