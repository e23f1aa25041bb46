import { expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { discover } from '../../src/documents/files.ts';
import { piecesIn, shown, type Text } from '../../src/model/text.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { scannerOf } from '../../src/scanners/index.ts';
import { readAll } from '../../src/scanners/read.ts';
import { folder } from '../cli/command.ts';
import { read } from '../harness.ts';

const say = (text: Text): string => shown(piecesIn(text, NOWHERE));
const images = (data: unknown): string[][] =>
  read(JSON.stringify(data))
    .all('image-definitions')
    .flatMap((file) => file.images.map(({ name, image }) => [say(name), say(image)]));
const kind = (data: unknown): string | undefined => {
  const [document] = Document.parse({ kind: 'file', path: 'a.json' }, JSON.stringify(data));
  return document && scannerOf(document)?.name;
};

test('images for a rolling deployment', () => {
  const two = [
    { name: 'web', imageUri: 'web:1' },
    { name: 'log', imageUri: 'log:2' },
  ];
  expect(images(two)).toEqual([
    ['web', 'web:1'],
    ['log', 'log:2'],
  ]);
});

test('the image for a blue/green deployment', () => {
  expect(images({ ImageURI: 'web@sha256:1' })).toEqual([['', 'web@sha256:1']]);
  expect(images({ imageUri: 'web:1' })).toEqual([['', 'web:1']]);
});

test('values for a template are known for what they are', () => {
  expect(kind([{ ParameterKey: 'Env', ParameterValue: 'prod' }])).toBe('template parameters');
  expect(kind({ Parameters: { Env: 'prod' }, Tags: { a: 'b' }, StackPolicy: {} })).toBe('template parameters');
  expect(kind({ Parameters: { Env: 'prod' }, Other: 1 })).toBeUndefined();
  expect(kind({ Parameters: { Env: { Type: 'String' } } })).toBeUndefined();
  expect(kind([{ name: 'web' }])).toBeUndefined();
  expect(kind([])).toBeUndefined();
});

test('each is found in a folder by what it says', async () => {
  const cwd = folder({
    'appspec.yml': 'version: 0.0\nos: linux\nfiles: [{ source: /, destination: /srv }]\n',
    'hooks.yml': 'version: 1\nhooks: { ValidateService: [{ location: a.sh }] }\n',
    'detail.json': '{ "ImageURI": "web:1" }',
    'images.json': '[{ "name": "web", "imageUri": "web:1" }]',
    'parameters.json': '[{ "ParameterKey": "Env", "ParameterValue": "prod" }]',
    'configuration.json': '{ "Parameters": { "Env": "prod" } }',
    'attached.json': '{ "AttachedPolicies": [{ "PolicyName": "p", "PolicyArn": "arn:aws:iam::aws:policy/p" }] }',
    'groups.json': '{ "deploymentGroupsInfo": [{ "deploymentGroupName": "prod" }] }',
    'other.json': '{ "name": "web" }',
  });
  const { files } = await readAll(discover([cwd], cwd), new Map(), cwd);
  expect(Object.fromEntries(files.map(({ path, as }) => [path, as]))).toEqual({
    'appspec.yml': 'appspec',
    'hooks.yml': 'appspec',
    'detail.json': 'image definitions',
    'images.json': 'image definitions',
    'parameters.json': 'template parameters',
    'configuration.json': 'template parameters',
    'attached.json': 'iam',
    'groups.json': 'codedeploy',
    'other.json': 'not ours',
  });
});

test('a policy that is a file of its own is ours where all count, or where somebody names it', async () => {
  const policy = (sid: string): string =>
    `{ "Statement": { "Sid": "${sid}", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" } }`;
  const cwd = folder({
    'policy.json': policy('Read'),
    'speaks.json': policy('phases'),
    'appspec.yml': 'version: 0.0\nos: linux\nfiles: []\n',
  });
  const read = async (paths: readonly string[], iam?: 'delivery' | 'all'): Promise<unknown> => {
    const { files, model } = await readAll(discover(paths, cwd), new Map(), cwd, iam);
    return [...files.map(({ as }) => as), model.all('policy').length];
  };
  expect(await read(['.'])).toEqual(['appspec', 'not ours', 'not ours', 0]);
  expect(await read(['.'], 'delivery')).toEqual(['appspec', 'not ours', 'not ours', 0]);
  expect(await read(['.'], 'all')).toEqual(['appspec', 'iam', 'iam', 2]);
  expect(await read(['policy.json', 'speaks.json'])).toEqual(['iam', 'iam', 2]);
  expect(await read(['.', 'policy.json'])).toEqual(['appspec', 'iam', 'not ours', 1]);
});
