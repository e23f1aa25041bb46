import type { Secret } from '../model/vault.ts';
import { add, pathOf, type Reader, thingAt } from './reader.ts';

/** A parameter of Systems Manager, as a template and `put-parameter` write it, and as `get-parameter` tells of it. */
export const readSsmParameter: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const parameter = {
    name,
    type: node.prop('Type').text(),
    value: node.prop('Value').text(),
    ...thingAt(node, pathOf(context, name)),
  };
  add(context, 'ssm-parameter', parameter, name);
};

/** A secret, as a template and `create-secret` write it, and as `describe-secret` tells of it, without its value. */
export const readSecret: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const path = pathOf(context, name);
  const secret: Secret = {
    name,
    value: node.prop('SecretString').text(),
    generated: node
      .prop('GenerateSecretString')
      .itemsOrSelf()
      .map((one) => thingAt(one, path)),
    rotates: node.prop('RotationEnabled').text(),
    rotations: () => context.linker.attached('rotation-schedule', secret),
    ...thingAt(node, path),
  };
  add(context, 'secret', secret, name, node.prop('ARN').text());
};

/** What rotates a secret; it names the secret by its ARN. */
export const readRotationSchedule: Reader = (node, context) => {
  const id = node.prop('SecretId').text();
  const thing = thingAt(node, pathOf(context, id));
  const rotation = { secret: context.linker.link('secret', thing, id, 'rotated'), ...thing };
  context.linker.attach('rotation-schedule', rotation, 'secret', id);
  add(context, 'rotation-schedule', rotation, id);
};
