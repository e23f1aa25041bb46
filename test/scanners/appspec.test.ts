import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { discover } from '../../src/documents/files.ts';
import { piecesIn, shown, type Text } from '../../src/model/text.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { readAll } from '../../src/scanners/read.ts';
import { folder } from '../cli/command.ts';
import { read, yaml } from '../harness.ts';

const say = (text: Text | undefined): string => (text ? shown(piecesIn(text, NOWHERE)) : 'nothing');
const appspec = (text: string) => read(text).all('appspec')[0];

test('an appspec for instances', () => {
  const found = appspec(yaml`
    version: 0.0
    os: linux
    files: [{ source: /, destination: /srv/app }]
    permissions: [{ object: /srv/app, owner: web }]
    hooks:
      AfterInstall:
        - { location: scripts/install.sh, timeout: 300, runas: root }
        - location: scripts/migrate.sh
      ApplicationStart: [{ location: scripts/start.sh }]
  `);
  expect([say(found?.version), say(found?.os)]).toEqual(['0.0', 'linux']);
  expect(found?.files.map(({ source, destination }) => [say(source), say(destination)])).toEqual([['/', '/srv/app']]);
  expect(found?.permissions).toHaveLength(1);
  expect(found?.resources).toEqual([]);
  expect(found?.hooks.map(({ event, script, timeout, runAs }) => [event, say(script), say(timeout), say(runAs)])).toEqual([
    ['AfterInstall', 'scripts/install.sh', '300', 'root'],
    ['AfterInstall', 'scripts/migrate.sh', '', ''],
    ['ApplicationStart', 'scripts/start.sh', '', ''],
  ]);
  expect(found?.hooks.map((hook) => hook.function.in(NOWHERE).state)).toEqual(['absent', 'absent', 'absent']);
});

test('an appspec for ECS, with a placeholder and a version that is not valid', () => {
  const found = appspec(
    JSON.stringify({
      version: 1,
      Resources: [
        {
          TargetService: {
            Type: 'AWS::ECS::Service',
            Properties: {
              TaskDefinition: '<TASK_DEFINITION>',
              LoadBalancerInfo: { ContainerName: 'web', ContainerPort: 80 },
              PlatformVersion: 'LATEST',
            },
          },
        },
      ],
      Hooks: [{ BeforeInstall: 'check' }, { AfterAllowTestTraffic: 'arn:aws:lambda:eu-west-1:111122223333:function:try' }],
    }),
  );
  const [service] = found?.resources ?? [];
  expect(say(found?.version)).toBe('1');
  expect(service?.path).toEqual(['TargetService']);
  expect(
    [service?.type, service?.taskDefinition, service?.container.name, service?.container.port, service?.platformVersion].map(say),
  ).toEqual(['AWS::ECS::Service', '<TASK_DEFINITION>', 'web', '80', 'LATEST']);
  expect(found?.hooks.map((hook) => [hook.event, say(hook.function), hook.script.in(NOWHERE).state])).toEqual([
    ['BeforeInstall', 'check', 'absent'],
    ['AfterAllowTestTraffic', 'arn:aws:lambda:eu-west-1:111122223333:function:try', 'absent'],
  ]);
});

test('an appspec for Lambda', () => {
  const [resource] =
    appspec(yaml`
      version: 0.0
      Resources:
        - web:
            Type: AWS::Lambda::Function
            Properties: { Name: web, Alias: live, CurrentVersion: 1, TargetVersion: 2 }
    `)?.resources ?? [];
  expect([resource?.name, resource?.alias, resource?.currentVersion, resource?.targetVersion].map(say)).toEqual(['web', 'live', '1', '2']);
});

test('what is wrong with it has the names that lead there, and no index', () => {
  const paths = (text: string) => appspec(text)?.faults.map(({ path }) => path);
  expect(
    paths(
      'version: 1\nos: bsd\nfile_exists_behavior: X\npermission: []\nfiles: [{ source: a }, { source: a, destination: b }]\nhooks: { Install: [a] }\n',
    ),
  ).toEqual([[], [], [], [], [], ['Install']]);
  expect(paths('version: 0.0\nos: windows\npermissions: [{ object: a }]\nhooks: { AfterInstall: { location: a } }\n')).toEqual([
    [],
    ['AfterInstall'],
  ]);
  expect(paths('version: 0.0\nResources: [{ Web: { Type: "AWS::ECS::Cluster", Properties: {} } }]\n')).toEqual([['Web']]);
});

describe('what is no appspec', () => {
  test.each([
    ['events without scripts or version', 'hooks: { AfterInstall: [x] }'],
    ['scripts of other events, without a version', 'hooks: { after: [{ location: x }] }'],
    ['copies without system or version', 'files: [{ source: a, destination: b }]'],
    ['a list of other resources without a version', 'Resources: [{ a: { Type: "Custom::Thing", Properties: { b: c } } }]'],
    ['targets without properties', 'Resources: [{ a: { Type: "AWS::ECS::Service" } }]'],
    ['hooks of something else', 'version: 1\nhooks: { pre-commit: [{ location: x }] }'],
    ['files of something else', 'version: 1\nfiles: [a, b]'],
    ['a list of other resources', 'version: 1\nResources: [{ a: { b: c } }]'],
    ['a bare system', 'version: 1\nos: linux'],
  ])('%s', (_, text) => expect(appspec(text)).toBeUndefined());
  test.each([
    ['an event is enough', 'version: 0.0\nhooks: { ValidateService: [{ location: x }] }'],
    ['a copy is enough', 'version: 0.0\nfiles: [{ source: a, destination: b }]'],
    ['a system and files are', 'version: 0.0\nos: windows\nfiles: []'],
    ['without a version a script of an event is', 'hooks: { AfterInstall: [{ location: x }] }'],
    ['without a version a system and a copy are', 'os: linux\nfiles: [{ source: a, destination: b }]'],
    ['without a version a service is', '{"Resources":[{"a":{"Type":"AWS::ECS::Service","Properties":{}}}]}'],
    ['without a version a function is', 'resources: [{ a: { type: "AWS::Lambda::Function", properties: { Name: f } } }]'],
  ])('%s', (_, text) => expect(appspec(text)).toBeDefined());
});

test.each([
  ['{"version":0.0,"os":"linux","files":[{"source":"/","destination":"/srv"}]}'],
  ['version: 1\nos: windows\nfiles: []\n'],
  ["os: 'linux'\nfiles: [{ source: a, destination: b }]\n"],
  ['version: 0.0\nfiles: [{ source: a, destination: b }]\n'],
])('a file says so by its bytes: %s', async (text) => {
  const cwd = folder({ 'a.yml': text });
  expect((await readAll(discover(['.'], cwd), new Map(), cwd)).files).toMatchObject([{ as: 'appspec' }]);
});

test('a script is looked for in the repository', async () => {
  const hooks = ['scripts/there.sh', 'scripts/gone.sh', '/scripts/there.sh', '/opt/elsewhere.sh'].map((location) => ({ location }));
  const cwd = folder({
    'app/appspec.yml': `version: 0.0\nos: linux\nhooks: { AfterInstall: ${JSON.stringify(hooks)} }\n`,
    'app/scripts/there.sh': 'true\n',
  });
  const { model } = await readAll(discover([resolve(cwd)], cwd), new Map(), cwd);
  const found = model.all('appspec').flatMap((one) => one.hooks.map(({ scriptIsThere }) => scriptIsThere.in(NOWHERE).is));
  expect(found).toEqual(['yes', 'no', 'yes', 'no']); // the agent looks for all of them in the revision
  const held = read({
    'app/appspec.yml': `version: 0.0\nhooks: { AfterInstall: ${JSON.stringify(hooks)} }\n`,
    'app/scripts/there.sh': 'true\n',
  });
  expect(held.all('appspec').flatMap((one) => one.hooks.map(({ scriptIsThere }) => scriptIsThere.in(NOWHERE).is))).toEqual(found);
  const [unseen] = appspec('version: 0.0\nhooks: { AfterInstall: [{ location: a.sh }] }')?.hooks ?? [];
  expect(unseen?.scriptIsThere.in(NOWHERE).is).toBe('unknown');
});
