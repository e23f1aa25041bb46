import { Document } from '../../documents/document.ts';
import { withHoles } from '../../documents/embedded.ts';
import { api, Node } from '../../documents/node.ts';
import { listTree, type MapTree, type Tree } from '../../documents/tree.ts';
import { below, type Location } from '../../model/location.ts';
import { identity, piecesIn, type Text } from '../../model/text.ts';
import { ALWAYS } from '../../model/truth.ts';
import { hidden } from '../../model/value.ts';
import { NOWHERE } from '../../model/world.ts';
import type { Context } from '../reader.ts';
import type { Find } from '../scanner.ts';
import { argumentsOf, BEFORE, MORE, type Said } from './arguments.ts';
import { type Call, callsIn, type Option } from './calls.ts';
import { type Definition, definitionOf } from './definitions.ts';
import { shellText } from './shell-text.ts';
import { thingsOf } from './things.ts';

/** Does a text call the AWS CLI, or SAM's, to make something? */
export const makesThings = (text: string): boolean => (/\baws2?\s/.test(text) && MAKES.test(text)) || /\bsam\s+deploy\b/.test(text);
const MAKES = /\s(?:(?:(?:batch-)?associate|attach|create|import|put|register|update)-[a-z]|(?:deploy|subscribe)\b)/;

/**
 * What the calls of the AWS CLI in one shell text make. A call counts wherever it stands there, in a branch, a loop or a
 * function: a script says what it makes when it runs, and whether it ever runs nobody can see. What only the shell knows
 * is a hole.
 */
export function readCalls(texts: readonly Text[], context: Context, find: Find = () => undefined): void {
  const shell = shellText(texts);
  if (!shell || !makesThings(shell.source)) return;
  const { calls, weave } = callsIn(shell);
  const list = listTree(0);
  const { text } = weave;
  list.end = text.length;
  const document = Document.within(list, text, shell.host, weave.segments);
  const root = document.at('');
  const stands = new WeakMap<Tree, Node>();
  const dialect = withHoles({ ...api, stands, hides: (key) => key === MORE || key === BEFORE }, weave.holes);
  const placeOf = (tree: Tree): Location => weave.at(tree.start) ?? root;
  const unseen = (tree: Tree, text: string): unknown => {
    const at = placeOf(tree);
    return stands.set(tree, new Node(dialect, at, [{ when: ALWAYS, at, hidden: { at, text } }]));
  };

  /** Puts what a file holds in the place of its name. @returns the file is one that is read by itself */
  const open = (tree: Tree): boolean => {
    const path = tree.kind === 'text' ? tree.text.replace(/^fileb?:\/\//, '') : '';
    const found = find(placeOf(tree), path);
    if (!found) unseen(tree, `${path.includes('\uE000') ? 'the file' : path} is not here to read`);
    else {
      const at = found.document.at('');
      stands.set(tree, new Node(dialect, at, [{ when: ALWAYS, at, tree: found.document.root }]));
    }
    return found?.ours ?? false;
  };
  /** The identity of what a call is about. */
  const nameOf = ({ names = [] }: Definition, said: MapTree): string | undefined => {
    const ids = names.map((name) => identity(piecesIn(Node.of(dialect, said.entries.get(name)?.value, root).text(), NOWHERE)));
    return ids.some(Boolean) && ids.every((id) => id !== undefined) ? ids.join('\n') : undefined;
  };

  const packages = packagesOf(calls);
  const parts = calls.flatMap((call) => {
    const definition = definitionOf(call.command);
    if (!definition) return [];
    const said = argumentsOf(packages(call), text, definition);
    for (const tree of said.refused) unseen(tree, weave.noteOf(tree.text)?.text ?? 'cannot be read as the AWS CLI reads it');
    const own = [...said.files].filter(open);
    const { about } = definition.changes ?? {};
    if (own.includes(wholeOf(definition, said) ?? said.root) || (about && !about.some((field) => said.root.entries.has(field)))) return [];
    return [{ definition, root: said.root, prints: call.prints, name: nameOf(definition, said.root) }];
  });
  for (const { read, root: tree, below: field, prints, changed } of thingsOf(parts)) {
    const at = below(root, String(list.items.push(tree) - 1));
    const node = Node.of(dialect, tree, at);
    const whole = field === undefined ? node : node.prop(field);
    if (isSeen(whole)) {
      const references: Text[] = prints === undefined ? [] : [hidden({ at, text: 'is printed when it is made' }, prints)];
      read(whole, { ...context, path: [], references, ...(changed && { changes: true }) });
    } else context.linker.gap({ at, text: 'makes what is only known when the script runs' });
  }
}

/** A template that `cloudformation package` writes is the one that it was made of, with its code in a bucket. Its options are often cut short. */
function packagesOf(calls: readonly Call[]): (call: Call) => Call {
  const optionOf = (call: Call, names: RegExp): Option | undefined => call.options.find(({ name }) => names.test(name));
  const made = new Map<string, Option>();
  for (const call of calls) {
    if (!/^(cloudformation|sam) package$/.test(call.command)) continue;
    const [from, to] = [optionOf(call, /^template(-file)?$/), optionOf(call, /^output-template(-file)?$/)];
    const name = to?.values[0]?.text;
    if (from && name !== undefined) made.set(name, from);
  }
  return (call) => ({
    ...call,
    options: call.options.map((option) => {
      const from = option.name === 'template-file' ? made.get(option.values[0]?.text ?? '') : undefined;
      return from ? { ...option, values: from.values } : option;
    }),
  });
}

/** The value that holds all that a call says, if there is one. */
const wholeOf = ({ below: field }: Definition, { root }: Said): Tree | undefined =>
  root.entries.get(field ?? MORE)?.value ?? root.entries.get(MORE)?.value;

const isSeen = ({ meanings }: Node): boolean => meanings.some((meaning) => 'tree' in meaning && meaning.tree?.kind === 'map');
