import { type Command, forEachChild, type HereDocBody, type SyntaxNode, type Word } from 'unbash';

/**
 * What a script writes into a file before it hands the file on: `cat > trust.json <<EOF`, `cat <<EOF | tee trust.json`.
 * Asked for a word, it gives what `file://trust.json` or `$(cat trust.json)` stands for.
 */
export function heredocsIn(script: SyntaxNode): (word: Word) => HereDocBody | undefined {
  const found: { readonly file: string; readonly pos: number; readonly body: HereDocBody | undefined }[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Command') {
      const file = targetOf(node);
      if (file !== undefined) found.push({ file, pos: node.pos, body: isPlain(node) ? bodyOf(node) : undefined });
    }
    if (node.type === 'Pipeline') {
      const [from, to] = node.commands;
      if (from?.type === 'Command' && to?.type === 'Command' && to.name?.value === 'tee') {
        const file = to.args.find((arg): arg is Word => arg.type === 'Word' && !arg.value.startsWith('-'));
        if (file) found.push({ file: file.value, pos: node.pos, body: isPlain(from) ? bodyOf(from) : undefined });
      }
    }
    forEachChild(node, visit);
  };
  visit(script);
  return (word) => {
    const file = fileOf(word);
    return file === undefined ? undefined : found.findLast((one) => one.pos < word.pos && plain(one.file) === plain(file))?.body;
  };
}

const plain = (path: string): string => path.replace(/^(?:\.\/)+/, '');

/** `file://trust.json`, `$(cat trust.json)`, `$(<trust.json)` */
const fileOf = ({ value }: Word): string | undefined => /^(?:fileb?:\/\/|\$\((?:cat\s+|<\s*))(["']?)([^\s"')]+)\1\)?$/.exec(value)?.[2];

/** `cat` hands on what it reads; what appends leaves what was there. */
const isPlain = ({ name, args, redirects }: Command): boolean =>
  name?.value === 'cat' && args.length === 0 && !redirects.some((one) => one.type === 'Redirect' && one.operator === '>>');

function targetOf({ redirects }: Command): string | undefined {
  for (const one of redirects) if (one.type === 'Redirect' && /^(>|>>|>\||&>|&>>)$/.test(one.operator)) return one.target?.value;
  return undefined;
}

function bodyOf({ redirects }: Command): HereDocBody | undefined {
  for (const one of redirects) if (one.type === 'HereDoc') return one.body;
  return undefined;
}
