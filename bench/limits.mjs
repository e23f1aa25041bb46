// The physical limit: start Node, read the bytes, parse them to plain data, and do nothing else.
//   node bench/limits.mjs FILE...
// YAML with the `yaml` package and a LineCounter, without which nothing could be reported by its line; JSON with JSON.parse.
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';

/** Every function of CloudFormation as a tag, so that the parser warns of nothing. */
const FUNCTIONS =
  'And Base64 Cidr Condition Equals FindInMap GetAtt GetAZs If ImportValue Join Not Or Ref Select Split Sub Transform'.split(' ');
const customTags = FUNCTIONS.flatMap((name) => [
  { tag: `!${name}`, resolve: (text) => text },
  { tag: `!${name}`, collection: 'seq', resolve: (list) => list },
  { tag: `!${name}`, collection: 'map', resolve: (map) => map },
]);

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  if (/^\s*\{/.test(text)) JSON.parse(text);
  else parseDocument(text, { customTags, lineCounter: new LineCounter(), logLevel: 'silent', uniqueKeys: false }).toJS();
}
