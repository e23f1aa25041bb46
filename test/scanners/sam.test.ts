import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { Node } from '../../src/documents/node.ts';
import { placeOf } from '../../src/engine/place.ts';
import type { DeploymentGroup } from '../../src/model/deployment.ts';
import type { Policy, Role, Statement, Term } from '../../src/model/identity.ts';
import type { Model } from '../../src/model/model.ts';
import { piecesIn, shown, type Text } from '../../src/model/text.ts';
import type { Thing } from '../../src/model/truth.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { RULES } from '../../src/rules/index.ts';
import { expand } from '../../src/scanners/cloudformation/sam.ts';
import { template } from '../../src/scanners/cloudformation/template.ts';
import { check, read, yaml } from '../harness.ts';

const folder = join(import.meta.dirname, '..', 'fixtures', 'sam');
const load = (file: string): string => readFileSync(join(folder, file), 'utf8');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''));

/** Each value of each parameter that has a list of them. */
function worldsOf(text: string): Record<string, string>[] {
  const [document] = Document.parse({ kind: 'file', path: 'x' }, text);
  if (!document) return [];
  const parameters = Node.of(template(document, new Map()), document.root, document.at('')).key('Parameters').entries();
  return parameters.reduce<Record<string, string>[]>(
    (worlds, { name, node }) => {
      const values = node
        .key('AllowedValues')
        .items()
        .flatMap((item) => item.plain() ?? []);
      return values.length === 0 ? worlds : worlds.flatMap((world) => values.map((value) => ({ ...world, [name]: value })));
    },
    [{}],
  );
}

const say = (text: Text): string | undefined => (text.in(NOWHERE).state === 'absent' ? undefined : shown(piecesIn(text, NOWHERE)));
const there = <T extends Thing>(things: readonly T[]): readonly T[] => things.filter(({ when }) => when.in(NOWHERE).is !== 'no');
const terms = (list: readonly Term[]): (string | undefined)[] => there(list).map(({ text }) => say(text));
const byPath = <T extends { readonly path: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => (a.path < b.path ? -1 : 1));
/** The transform knows the path of every policy of AWS; it tells nothing that the name does not. */
const withoutPath = (arn: string | undefined): string | undefined => arn?.replace(/:aws:policy\/.*\//, ':aws:policy/');

const groupsOf = (model: Model) =>
  byPath(
    there(model.all('deployment-group')).map(
      ({ path, name, application, config, style, alarms, rollback, onTimeout }: DeploymentGroup) => ({
        path: path.join('/'),
        name: say(name),
        application: say(application),
        config: say(config),
        style: [say(style.type), say(style.option)],
        alarms: {
          enabled: say(alarms.enabled),
          ignore: say(alarms.ignorePollFailure),
          names: there(alarms.alarms).map((alarm) => say(alarm.name)),
          known: there(alarms.alarms).map(({ alarm }) => alarm.in(NOWHERE).state),
        },
        rollback: { enabled: say(rollback.enabled), events: terms(rollback.events) },
        onTimeout: say(onTimeout),
      }),
    ),
  );

const statementOf = ({ sid, effect, actions, resources, principals, conditions }: Statement) => ({
  sid: say(sid),
  effect: say(effect),
  actions: terms(actions),
  resources: terms(resources),
  principals: there(principals).map(({ kind, text }) => [kind, say(text)]),
  conditions: conditions.length,
});
const policyOf = ({ name, statements }: Policy) => ({ name: say(name), statements: there(statements).map(statementOf) });
const rolesOf = (model: Model) =>
  byPath(
    there(model.all('role')).map(({ path, name, trust, policies, managed, boundary }: Role) => ({
      path: path.join('/'),
      name: say(name),
      trust: there(trust).map(statementOf),
      policies: there(policies()).map(policyOf),
      managed: there(managed)
        .map(({ arn }) => withoutPath(say(arn)))
        .sort(),
      boundary: say(boundary),
    })),
  );

const findingsOf = (text: string, given = {}): string[] =>
  check(RULES, text, given)
    .findings.map(({ rule, outcome, severity, confidence, subject, message }) =>
      [rule.id, outcome, severity, confidence, withoutPath(subject), message].join(' '),
    )
    .sort();

describe.each(names)("%s is what AWS's own transform makes of it", (name) => {
  const [own, theirs] = [load(`${name}.yaml`), load(`${name}.expanded.json`)];
  const worlds = worldsOf(own);

  test.each(worlds)('deployment groups %o', (given) => expect(groupsOf(read(own, given))).toEqual(groupsOf(read(theirs, given))));
  test('findings', () => expect(findingsOf(own)).toEqual(findingsOf(theirs)));
  test.each(worlds)('findings %o', (given) => expect(findingsOf(own, given)).toEqual(findingsOf(theirs, given)));
  test.each(worlds)('lambda functions and aliases %o', (given) => expect(lambdasOf(own, given)).toEqual(lambdasOf(theirs, given)));
  if (name !== 'policy-templates') {
    test.each(worlds)('roles %o', (given) => expect(rolesOf(read(own, given))).toEqual(rolesOf(read(theirs, given))));
  }
});

/** Every function and alias of a template, plain or expanded. */
function lambdasOf(text: string, given: Readonly<Record<string, string>>) {
  const [document] = Document.parse({ kind: 'file', path: 'input.yaml' }, text);
  if (!document) return [];
  const dialect = template(document, new Map(Object.entries(given)), new WeakMap());
  const root = Node.of(dialect, document.root, document.at(''));
  const resources = root
    .key('Resources')
    .entries()
    .map(({ name, node }) => {
      const condition = node.key('Condition').plain();
      return {
        id: name,
        resource: condition ? node.under(dialect.condition(condition)) : node,
        condition: dialect.condition(condition ?? ''),
      };
    });
  const plain = resources.map(({ id, resource }) => ({
    id,
    type: resource.key('Type').plain(),
    properties: new Node(dialect, resource.at, resource.key('Properties').meanings, resource.when),
  }));
  return byPath(
    [...plain, ...expand(root, resources)]
      .filter(({ type, properties }) => (type === 'AWS::Lambda::Alias' || type === 'AWS::Lambda::Function') && isThere(properties))
      .map(({ id, properties }) => ({
        path: id,
        texts: ['Name', 'FunctionName', 'Handler', 'Runtime', 'Timeout', 'Role'].map((key) => say(properties.key(key).text())),
        version: say(properties.key('FunctionVersion').text())?.replace(/Version\w{10}\./, 'Version.'),
        variables: properties
          .key('Environment')
          .key('Variables')
          .entries()
          .map(({ name, node }) => [name, say(node.text())]),
      })),
  );
}
const isThere = ({ when }: Node): boolean => when.in(NOWHERE).is !== 'no';
