// Writes test/fixtures/aws-cli/*.json: what the AWS CLI itself makes of the calls in calls.sh, and of many texts in its
// shorthand syntax. Needs Python 3 with `awscli`, and calls nobody; where there is none, nothing is written.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CALLS = `
import json, os, shlex, sys
os.environ.update(AWS_ACCESS_KEY_ID='none', AWS_SECRET_ACCESS_KEY='none', AWS_DEFAULT_REGION='us-east-1', AWS_EC2_METADATA_DISABLED='true')
from awscli.clidriver import create_clidriver
class Seen(BaseException): pass
def seen(params, **_): raise Seen(params)
found = []
for line in sys.stdin.read().splitlines():
    driver = create_clidriver()
    driver.session.register('before-parameter-build.*.*', seen, unique_id='seen')
    try:
        print(driver.main(shlex.split(line)[1:]), line, file=sys.stderr)
    except Seen as one:
        found.append({'line': line, 'params': one.args[0]})
print(json.dumps(found, indent=1, default=str))
`;

const SHORTHAND = `
import json, sys
from awscli.shorthand import ShorthandParser, ShorthandParseError
def parse(source):
    try: return ShorthandParser().parse(source)
    except ShorthandParseError: return None
    except TypeError: return None
print(json.dumps([[source, parse(source)] for source in json.load(sys.stdin)]).replace('], [', '],\\n['))
`;

/** Those of the AWS documentation, and such as are put together at random, the same every time. */
function shorthands() {
  const documented = [
    'key1=value1,key2=value2,key3=value3',
    'ReadCapacityUnits=15,WriteCapacityUnits=10',
    'Key=My1stTag,Value=Value1',
    'Variables={LANG=en,LIST="a,b"}',
    "Name=vpc-id,Values='vpc-1,vpc-2'",
    'Name=instance-type,Values=m1.small,m1.medium',
    'Key=a\\,b,Value= c ',
    'filters=[{Name=a,Values=[b,c]}],x={y={z=1}}',
  ];
  const atoms = [
    'a',
    'b1',
    'key',
    'x.y',
    '/p/q:r',
    '=',
    '=',
    ',',
    ',',
    '[',
    ']',
    '{',
    '}',
    '"q, r"',
    "'s=t'",
    ' ',
    '\\,',
    '\\',
    '"',
    '@',
    '$',
    'é',
    '~',
  ];
  let seed = 7;
  const roll = (sides) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * sides);
  };
  const value = (depth) =>
    [
      () => atoms[roll(5)],
      () => atoms[roll(atoms.length)],
      () => (depth > 2 ? 'deep' : `[${Array.from({ length: roll(4) }, () => value(depth + 1)).join(',')}]`),
      () => (depth > 2 ? 'deep' : `{${Array.from({ length: roll(3) }, (_, i) => `k${i}=${value(depth + 1)}`).join(', ')}}`),
    ][roll(4)]();
  const wellFormed = Array.from({ length: 500 }, () =>
    Array.from({ length: 1 + roll(3) }, (_, i) => `${atoms[roll(4)]}${i}=${value(0)}${roll(3) ? '' : `,${value(0)}`}`).join(','),
  );
  const noise = Array.from({ length: 500 }, () => `a=${Array.from({ length: roll(8) }, () => atoms[roll(atoms.length)]).join('')}`);
  return [...new Set([...documented, ...wellFormed, ...noise])];
}

const folder = join(import.meta.dirname, '..', 'test', 'fixtures', 'aws-cli');
if (spawnSync('python3', ['-c', 'import awscli']).status !== 0) {
  process.stderr.write('python3 with awscli is not here: nothing is written\\n');
  process.exit(0);
}
for (const [name, program, input] of [
  ['calls', CALLS, readFileSync(join(folder, 'calls.sh'), 'utf8')],
  ['shorthand', SHORTHAND, JSON.stringify(shorthands())],
]) {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program], { encoding: 'utf8', input, maxBuffer: 1024 ** 3 });
  if (stderr) process.stderr.write(`${name}: ${stderr}\\n`);
  if (status === 0) writeFileSync(join(folder, `${name}.json`), stdout);
  else process.exitCode = 1;
}
