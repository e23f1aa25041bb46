// npm run new-rule CATEGORY/ID: writes a rule, its test and its page, to be filled in, and puts the rule into the index.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const fail = (message) => {
  console.error(message);
  process.exit(2);
};

const [category = '', id = '', more] = (process.argv[2] ?? '').split('/');
const categories = [...readFileSync(join(root, 'src/engine/rule.ts'), 'utf8').matchAll(/^ {2}(\w+): (?:\d|null),$/gm)].map(
  ([, name]) => name,
);
if (!category || !id || more !== undefined) fail('usage: npm run new-rule CATEGORY/ID, for example approval/approval-after-deploy');
if (!categories.includes(category)) fail(`there is no category ${category}: ${categories.join(', ')}`);
if (!/^[a-z]+(-[a-z0-9]+)+$/.test(id))
  fail(`${id} is no id: lower-case words with hyphens between them, for example approval-after-deploy`);

const rules = join(root, 'src/rules');
const taken = readdirSync(rules, { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith(`/${id}.ts`));
if (taken) fail(`src/rules/${taken} has this id already, and an id is kept for ever`);

const files = {
  [`src/rules/${category}/${id}.ts`]: `import { flag, rule } from '../../engine/rule.ts';
import { NEVER } from '../../model/truth.ts';

/** Why this is a mistake, in one sentence. */
export default rule({
  id: '${id}',
  category: '${category}',
  title: 'One line that names the mistake',
  severity: 'medium',
  on: 'pipeline',
  fix: 'What to write instead.',
  references: ['https://docs.aws.amazon.com/'],
  controls: {},

  *check(pipeline) {
    yield flag(pipeline, NEVER, 'does what it should not');
  },
});
`,
  [`test/rules/${category}/${id}.test.ts`]: `import rule from '../../../src/rules/${category}/${id}.ts';
import { testRule, yaml } from '../../harness.ts';

testRule(rule, {
  good: {},
  bad: {
    'in a template': yaml\`
      Resources:
        Web: # problem
          Type: AWS::CodePipeline::Pipeline
          Properties: { Stages: [] }
    \`,
  },
  undecided: {},
});
`,
  [`rules-docs/${id}.md`]: `<!-- end of generated head -->

Why it matters, with the page of AWS or the incident behind it.

What counts, and what does not.

## Bad

## Good

## Cannot decide

## When not to use it
`,
};
const there = Object.keys(files).find((file) => existsSync(join(root, file)));
if (there) fail(`${there} is there already`);
for (const [file, text] of Object.entries(files)) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
for (const script of ['write-index.mjs', 'write-heads.mjs'])
  execFileSync(process.execPath, [join(root, 'scripts', script)], { stdio: 'inherit' });
console.log(
  `${Object.keys(files).join('\n')}\n\nWrite the samples of the page first, then the test, then the rule. npx vitest run ${id} test/docs.test.ts`,
);
