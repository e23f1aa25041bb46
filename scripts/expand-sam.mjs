// Writes test/fixtures/sam/*.expanded.json: what AWS's own translator makes of the templates beside them.
// Needs Python 3 with `aws-sam-translator`; where there is none, nothing is written.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TRANSLATE = `
import json, os, sys
os.environ['AWS_DEFAULT_REGION'] = 'us-east-1'
import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse
template = yaml_parse(open(sys.argv[1]).read())
values = {name: one['Default'] for name, one in template.get('Parameters', {}).items() if 'Default' in one}
session = boto3.Session(region_name='us-east-1')
print(json.dumps(Translator({}, Parser(), boto_session=session).translate(template, values), indent=2))
`;

const folder = join(import.meta.dirname, '..', 'test', 'fixtures', 'sam');
if (spawnSync('python3', ['-c', 'import samtranslator, boto3']).status !== 0) {
  process.stderr.write('python3 with aws-sam-translator and boto3 is not here: nothing is written\n');
  process.exit(0);
}
for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', TRANSLATE, join(folder, file)], { encoding: 'utf8' });
  if (status !== 0) {
    process.stderr.write(`${file}: ${stderr}\n`);
    process.exitCode = 1;
  } else writeFileSync(join(folder, file.replace('.yaml', '.expanded.json')), stdout);
}
