// Writes the head of every page in rules-docs/ from its rule, and the table of rules in the README. `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRules } from './load-rules.mjs';

const root = join(import.meta.dirname, '..');
const END = '<!-- end of generated head -->';
const stale = [];

function update(path, rewrite) {
  const file = join(root, path);
  const before = readFileSync(file, 'utf8');
  const after = rewrite(before);
  if (after === before) return;
  if (process.argv.includes('--check')) stale.push(path);
  else writeFileSync(file, after);
}

const head = ({ id, title, category, severity, confidence = 'high', on }) =>
  [
    '<!-- generated head: npm run generate -->',
    `# ${id}`,
    '',
    title,
    '',
    '| Category | Severity | Confidence | Looks at |',
    '| --- | --- | --- | --- |',
    `| ${category} | ${severity} | ${confidence} | ${on} |`,
    '',
    END,
  ].join('\n');

const rules = await loadRules();
for (const rule of rules) update(`rules-docs/${rule.id}.md`, (page) => head(rule) + page.slice(page.indexOf(END) + END.length));

const table = [
  '| Rule | Severity | What it finds |',
  '| --- | --- | --- |',
  ...rules.map(({ id, severity, title }) => `| [${id}](rules-docs/${id}.md) | ${severity} | ${title} |`),
].join('\n');
update('README.md', (page) => page.replace(/(<!-- rules -->\n)[\s\S]*?(\n<!-- end of rules -->)/, (_, start, end) => start + table + end));

if (stale.length > 0) {
  console.error(`out of date, run npm run generate: ${stale.join(', ')}`);
  process.exitCode = 1;
}
