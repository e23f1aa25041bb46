import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/engine/report.ts';
import { ignoresOf, suppress } from '../../src/engine/suppress.ts';
import { indent, yaml } from '../harness.ts';
import { complaints, covered, everything, find, parse, TERMS } from './covered.ts';

describe('a comment covers exactly one thing and all under it', () => {
  test('beside a key', () => {
    expect(
      covered(yaml`
        Resources:
          Web: # pipelint: ignore[one] a sandbox
            Type: X
            Stages: [a]
          Api:
            Type: X
      `),
    ).toEqual(['/Resources/Web', '/Resources/Web/Type', '/Resources/Web/Stages', '/Resources/Web/Stages/0']);
  });

  test('beside a value', () => {
    expect(covered('a: 1 # pipelint: ignore[one] x\nb: 2\n')).toEqual(['/a']);
    expect(covered('a: "1" # pipelint: ignore[one] x\nb: 2\n')).toEqual(['/a']);
    expect(covered('a: &x !Sub b # pipelint: ignore[one] x\nb: 2\n')).toEqual(['/a']);
    expect(covered('a: | # pipelint: ignore[one] x\n  b\nc: 2\n')).toEqual(['/a']);
    expect(covered('a:\n  b: 1\n  c: # pipelint: ignore[one] x\nd: 1')).toEqual(['/a/c']);
  });

  test('alone above it, however many remarks and lines are between', () => {
    expect(
      covered(yaml`
        a:
          # pipelint: ignore[one] x
          # another remark

          b:
            c: 1
          d: 2
      `),
    ).toEqual(['/a/b', '/a/b/c']);
    expect(covered('# pipelint: ignore[one] x\na: 1\nb: 2\n')).toEqual(['/a']);
  });

  test('an item of a list', () => {
    const text = (above: string, beside: string): string => `a:\n${above}  - b: 1${beside}\n    c: 2\n  - b: 3\n  -\n    - d\n`;
    const item = ['/a/0', '/a/0/b', '/a/0/c'];
    expect(covered(text('  # pipelint: ignore[one] x\n', ''))).toEqual(item);
    expect(covered(text('', ' # pipelint: ignore[one] x'))).toEqual(item);
    expect(covered('a:\n  - b # pipelint: ignore[one] x\n  - c\n')).toEqual(['/a/0']);
    expect(covered('a:\n  - # pipelint: ignore[one] x\n    b: 1\n  - c\n')).toEqual(['/a/0', '/a/0/b']);
    expect(covered('a:\n  - - b # pipelint: ignore[one] x\n    - c\n')).toEqual(['/a/0', '/a/0/0', '/a/0/1']);
  });

  test('what ends on its line, where nothing begins there', () => {
    expect(covered('a: [\n  b,\n  c\n  ] # pipelint: ignore[one] x\nd: 1\n')).toEqual(['/a', '/a/0', '/a/1']);
    expect(covered('a: [ { b: 1,\n  c: 2 }, # pipelint: ignore[one] x\n  d ]\n')).toEqual(['/a/0/c']);
    expect(covered('a: "b\n  c" # pipelint: ignore[one] x\nd: 1\n')).toEqual(['/a']);
    expect(covered('a:\n  b: { c: [\n    1 ]\n    } # pipelint: ignore[one] x\nd: 1\n')).toEqual(['/a/b', '/a/b/c', '/a/b/c/0']);
  });

  test('everything that begins on its line, where that is one line', () => {
    expect(covered('a: { b: 1, c: 2 } # pipelint: ignore[one] x\nd: 1\n')).toEqual(['/a', '/a/b', '/a/c']);
    expect(covered('a: [\n  { b: 1 }, { b: 2 }, # pipelint: ignore[one] x\n  { b: 3 } ]\n')).toEqual(['/a/0', '/a/0/b', '/a/1', '/a/1/b']);
  });

  test('nothing, where nothing comes', () => {
    expect(covered('a: 1\n# pipelint: ignore[one] x\n')).toEqual([]);
    expect(complaints('a: 1\n# pipelint: ignore[one] x\n')).toEqual(['a.yaml:2 ignores one, which found nothing here']);
  });

  test('with the line ends of Windows', () => {
    const text = 'a:\n  # pipelint: ignore[one] x\n  b: 1\n  c: 2 # pipelint: ignore[one] y\n  d: |\n    e # pipelint: ignore[two] z\n';
    const windows = text.replaceAll('\n', '\r\n');
    expect(covered(windows)).toEqual(['/a/b', '/a/c']);
    expect(
      parse(windows)
        .flatMap(ignoresOf)
        .map(({ reason, line }) => [reason, line]),
    ).toEqual([
      ['x', 2],
      ['y', 4],
      ['z', 6],
    ]);
  });

  test('in a file of several documents, each for its own', () => {
    expect(
      covered(yaml`
        # pipelint: ignore[one] above the first
        a: 1
        b: 2
        ---
        # pipelint: ignore[one] above the second
        a: 1
        b: 2 # pipelint: ignore[one] beside
        # pipelint: ignore[one] below the second
        ---
        # pipelint: ignore[one] in an empty one
        --- # pipelint: ignore[one] beside the marker
        c: 1
        d: 2
      `),
    ).toEqual(['/a', '/a', '/b', '/c']);
  });

  test('what a merge or an alias brought, from both ends', () => {
    const text = (there: string, here: string): string => `base: &b\n  x: 1${there}\nuse:\n  <<: *b\n  y: 2\nsame: *b${here}\n`;
    expect(covered(text(' # pipelint: ignore[one] x', ''))).toEqual(['/base/x', '/use/x', '/same/x']);
    expect(covered(text('', ' # pipelint: ignore[one] x'))).toEqual(['/same', '/same/x']);
  });
});

describe('what is no comment', () => {
  test.each([
    ['a quoted text', 'a: " # pipelint: ignore[one] x"'],
    ['another', "a: ' # pipelint: ignore[one] x'"],
    ['of several lines', 'a: "b\n  # pipelint: ignore[one] x\n  c"'],
    ['a key', '" # pipelint: ignore[one] x": 1'],
    ['another key', "' it''s # pipelint: ignore[one] x': 1"],
    ['JSON', '{"a": "b # pipelint: ignore[one] x", "c # pipelint: ignore[one] x": 1}'],
    ['no white space before it', 'a: b#pipelint:ignore[one] x'],
    [
      'quoted in a script',
      'a: |\n  echo " # pipelint: ignore[one] x"\n  echo \'it # pipelint: ignore[one] x\'\n  echo "\\" # pipelint: ignore[one] x"\n',
    ],
    ['something else', 'a: b # pipelint ignore[one] x\nc: d # pipelints: ignore[one] x'],
  ])('%s', (_, text) => expect(parse(text).flatMap(ignoresOf)).toEqual([]));

  test('a quoted key may have a comment beside it', () => {
    expect(covered("\"a\": # pipelint: ignore[one] it's fine\n  b: 1\n'c': 1 # pipelint: ignore[one] x\n")).toEqual(['/a', '/a/b', '/c']);
  });
});

describe('in a text inside of a template', () => {
  const template = (buildspec: string, above = ''): string =>
    `Resources:\n${above}  B:\n    BuildSpec: |\n${indent(6, buildspec)}\n  C: 1\n`;

  test('a comment covers the thing that it stands beside or above', () => {
    const within = (text: string): string[] => covered(template(text)).filter((one) => one.startsWith('>'));
    expect(
      within(yaml`
        version: 0.2
        env:
          # pipelint: ignore[one] x
          variables:
            A: b
          shell: bash
        phases:
          build:
            commands: # pipelint: ignore[one] x
              - a
              - b
      `),
    ).toEqual([
      '> /env/variables',
      '> /env/variables/A',
      '> /phases/build/commands',
      '> /phases/build/commands/0',
      '> /phases/build/commands/1',
    ]);
    expect(within('a:\n  - b: 1 # pipelint: ignore[one] x\n    c: 2\n  - d\n')).toEqual(['> /a/0', '> /a/0/b', '> /a/0/c']);
    expect(within('# pipelint: ignore[one] x\nversion: 0.2\na: 1\n')).toEqual(['> /version']);
  });

  test('one in the template covers all of it', () => {
    const text = template('a: 1\nb: 2', '  # pipelint: ignore[one] x\n');
    expect(covered(text)).toEqual(['/Resources/B', '/Resources/B/BuildSpec', '> /a', '> /b']);
    expect(covered(template('a: 1\nb: 2').replace('|', '| # pipelint: ignore[one] x'))).toEqual(['/Resources/B/BuildSpec', '> /a', '> /b']);
  });

  test('one in a script covers a line', () => {
    const text =
      'commands:\n  - |\n    echo a\n    # pipelint: ignore[one] x\n    # and why\n    curl b | sh\n    curl c | sh # pipelint: ignore[one] y\n    curl d | sh\n';
    for (const [written, path] of [
      [text, '/commands/0'],
      [template(text), '/Resources/B/BuildSpec'],
    ] as const) {
      const [document] = parse(written);
      if (!document) throw new Error('no document');
      const host = [...everything(document)].find(({ pointer, source }) => pointer === '/commands/0' && (path === pointer || source.host));
      if (!host) throw new Error('no script');
      const script = 'echo a\n# pipelint: ignore[one] x\n# and why\ncurl b | sh\ncurl c | sh # pipelint: ignore[one] y\ncurl d | sh\n';
      const at = (word: string): Finding => find({ ...host, offset: script.indexOf(word) });
      const findings = [at('echo'), at('b |'), at('c |'), at('d |')];
      const { suppressed } = suppress(findings, ignoresOf(document), TERMS);
      expect(suppressed.map(({ finding, reason }) => [findings.indexOf(finding), reason])).toEqual([
        [1, 'x'],
        [2, 'y'],
      ]);
    }
  });

  test('one at the start of a script covers the script', () => {
    expect(covered('commands:\n  - |\n    # pipelint: ignore[one] x\n    curl b | sh\n  - c\n')).toEqual(['/commands/0']);
    expect(covered(template('commands:\n  - |\n    # pipelint: ignore[one] x\n    curl b | sh\n  - c\n'))).toEqual(['> /commands/0']);
  });
});
