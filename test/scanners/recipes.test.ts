import { describe, expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { placeOf } from '../../src/engine/place.ts';
import { piecesIn, shown, type Text } from '../../src/model/text.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { scannerOf } from '../../src/scanners/index.ts';
import { Linker } from '../../src/scanners/linker.ts';
import { read } from '../harness.ts';

const say = (text: Text): string => shown(piecesIn(text, NOWHERE));

/** What a file makes: the names of stacks and roles, with their lines and what the stacks are given. */
const made = (path: string, text: string): string[] => {
  const model = read({ [path]: text });
  return [...model.all('stack'), ...model.all('role')].map((one) => {
    const given = 'parameters' in one ? one.parameters.map(({ name, value }) => ` ${say(name)}=${say(value)}`) : [];
    return `${say(one.name)} ${placeOf(one.at).line}${given.join('')}`;
  });
};
const deploy = (name: string, more = ''): string => `aws cloudformation deploy --stack-name ${name} --template-file t.yaml${more}`;

describe('a Makefile', () => {
  test.each(['Makefile', 'makefile', 'GNUmakefile', 'infra/Makefile', 'deploy.mk'])('%s makes what its recipes make', (path) => {
    const up = deploy('web', ' \\\n\t  --parameter-overrides Stage=dev');
    const role = "aws iam create-role --role-name r --assume-role-policy-document '{}'";
    const text = `.PHONY: all\nall: role\n\t@${up}\nrole:\n\t-${role}\n`;
    expect(made(path, text)).toEqual(['web 3 Stage=dev', 'r 6']);
  });

  test('only where make says so, and nothing of other files', () => {
    expect(made('Makefile.txt.sh', `a:\n\t@${deploy('web')}`)).toEqual([]);
    expect(made('Makefile', `# ${deploy('web')}\na:\n\t# ${deploy('web')}\nX = ${deploy('web')}\n`)).toEqual([]);
  });

  test('calls of one thing belong together, and several targets run one line once', () => {
    const text = `a b:\n\taws iam create-role --role-name r\nc:\n\taws iam attach-role-policy --role-name r --policy-arn p\n`;
    const roles = read({ Makefile: text }).all('role');
    expect(roles.map((role) => [say(role.name), role.policies().length])).toEqual([['r', 0]]);
    expect(made('Makefile', text)).toEqual(['r 2']);
  });

  test('in the order of the file, whatever needs what', () =>
    expect(made('Makefile', `b: a\n\t${deploy('b')}\na:\n\t${deploy('a')}\nb:\n\t${deploy('c')}\n`)).toEqual(['b 2', 'a 4', 'c 6']));

  test.each([
    ['a variable that is set once', 'S = web', 'web'],
    ['with others in it', 'A := shop\nS := $(A)-${B}', 'shop-${B}'],
    ['that holds itself', 'S = a$(S)', 'aaaaaa${S}'],
    ['one of the shell', 'S = $$X', '${X}'],
    ['set with ?=', 'S ?= web', '${S}'],
    ['set with +=', 'S += web', '${S}'],
    ['set with a command', 'S != cat name', '${S}'],
    ['set twice', 'S = web\nS = shop', '${S}'],
    ['set under a condition', 'ifeq ($(E),p)\nS = web\nendif', '${S}'],
    ['set after a condition', 'ifdef X\nT = 1\nendif\nS = web', 'web'],
    ['never set', '', '${S}'],
    ['longer than anybody writes', `S = ${'x'.repeat(201)}`, '${S}'],
  ])('%s', (_, set, name) => {
    expect(made('Makefile', `${set}\na:\n\t@${deploy('$(S)')}\n`)[0]?.split(' ')[0]).toBe(name);
    expect(made('Makefile', `${set}\na:\n\t@${deploy('${S}')}\n`)[0]?.split(' ')[0]).toBe(name);
  });

  test('the shell fills in what make leaves, and make what the shell leaves', () => {
    expect(made('Makefile', `S = web\na:\n\tS=shop; ${deploy('$${S}-$(S)-$$S')}\n`)).toEqual(['shop-web-shop 3']);
  });

  test('a part behind a variable is in its own place', () => {
    const text = `S = a-name-that-is-much-longer-than-that-of-the-variable\na:\n\t${deploy('$(S)', ' \\\n\t--parameter-overrides \\\n\tX=1')}\n`;
    const [stack] = read({ Makefile: text }).all('stack');
    expect(stack?.parameters.map(({ at }) => [placeOf(at).line, placeOf(at).column])).toEqual([[5, 2]]);
  });
});

describe('a justfile', () => {
  test.each(['justfile', 'Justfile', '.justfile', 'infra/justfile'])('%s makes what its recipes make', (path) => {
    const text = `alias d := web\nweb stage:\n    @${deploy('web-{{stage}}')}\nother: web\n    ${deploy('x')}\n`;
    expect(made(path, text)).toEqual(['web-${stage} 3', 'x 5']);
    expect(
      read({ [path]: text })
        .all('stack')
        .map(({ at }) => placeOf(at).column),
    ).toEqual([6, 5]);
  });
});

describe('what a file names for a shell to run', () => {
  /** Read as a document of its own: these are found beside the sources, too. */
  const stacks = (path: string, text: string): readonly string[] => {
    const linker = new Linker();
    const [document] = Document.parse({ kind: 'file', path }, text);
    const scanner = document && scannerOf(document);
    if (document) scanner?.scan(document, { linker, given: new Map(), context: false });
    return linker
      .seal()
      .all('stack')
      .map(({ name, at }) => `${say(name)} ${placeOf(at).line}`);
  };

  test('package.json', () => {
    const text = JSON.stringify({ name: 'web', scripts: { test: 'jest', up: deploy('web'), down: 'echo' } }, undefined, 1);
    expect(stacks('app/package.json', text)).toEqual(['web 5']);
    expect(stacks('app/other.json', text)).toEqual([]);
    expect(stacks('package.json', JSON.stringify({ description: deploy('web'), scripts: { a: 'echo' } }))).toEqual([]);
    expect(stacks('package.json', JSON.stringify({ scripts: deploy('web') }))).toEqual([]);
  });

  test('a Taskfile', () => {
    const text = `tasks:\n  a:\n    cmds:\n      - ${deploy('web-{{.STAGE}}')}\n      - cmd: ${deploy('x')}\n      - task: b\n  b: ${deploy('y')}\n`;
    expect(stacks('Taskfile.yml', text)).toEqual(['web-${STAGE} 4', 'x 5', 'y 7']);
    expect(stacks('Taskfile.yml', `tasks:\n  a:\n    cmd: ${deploy('one')}\n`)).toEqual(['one 3']);
    expect(stacks('infra/taskfile.dist.yaml', text)).toHaveLength(3);
    expect(stacks('tasks.yml', text)).toEqual([]);
    expect(stacks('Taskfile.yml', `x: ${deploy('a')}\n`)).toEqual([]);
  });
});
