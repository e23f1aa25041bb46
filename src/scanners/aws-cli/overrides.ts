import { listTree, type MapTree, mapTree, type TextTree, type Tree, textTree } from '../../documents/tree.ts';

/** `Environment=prod`, as `aws cloudformation deploy` takes it, one in each word. */
const ONE = /^(?<name>\w+)=(?<value>.*)$/gs;

/** Several in a word, and another way to write them: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-deploy.html */
const SEVERAL = /(?:ParameterKey=(?<key>\w+),ParameterValue=|(?<name>\w+)=)(?<value>"(?:\\.|[^"\\])*"|(?:\\.|[^\s"\\])*)/gs;

/** Values of parameters as `{ ParameterKey, ParameterValue }`; what is none of the two ways to write them is left as it is. */
export function overridesOf(tree: Tree, several: boolean): Tree {
  if (tree.kind !== 'list') return tree;
  const list = listTree(tree.start);
  list.end = tree.end;
  for (const one of tree.items) {
    const pairs = one.kind === 'text' ? pairsIn(one, several ? SEVERAL : ONE) : [];
    list.items.push(...(pairs.length > 0 ? pairs : [one]));
  }
  return list;
}

function pairsIn(text: TextTree, pattern: RegExp): MapTree[] {
  return [...text.text.matchAll(pattern)].map(({ 0: whole, index, groups = {} }) => {
    const start = text.start < 0 ? -1 : text.start + index;
    const end = start < 0 ? -1 : start + whole.length;
    const { name = groups['key'] ?? '', value = '' } = groups;
    const quoted = /^"(.*)"$/s.exec(value)?.[1];
    const pair = { ...mapTree(start), end };
    pair.entries.set('ParameterKey', { start, value: textTree(name, false, start, end) });
    pair.entries.set('ParameterValue', {
      start,
      value: textTree(quoted?.replace(/\\(.)/gs, '$1') ?? value, false, end - value.length, end),
    });
    return pair;
  });
}
