import { COMMANDS } from '../../data/aws-cli.ts';
import { parseJson } from '../../documents/json.ts';
import { listTree, type MapTree, mapTree, ParseError, put, type TextTree, type Tree, textTree } from '../../documents/tree.ts';
import { parseYaml } from '../../documents/yaml.ts';
import type { Argument, Call, Option } from './calls.ts';
import type { Definition } from './definitions.ts';
import { overridesOf } from './overrides.ts';
import { shorthand } from './shorthand.ts';

/** What an option takes: 1 a switch, 0 a text, else a list, or a structure of which only what holds lists is named. */
type Shape = 0 | 1 | readonly [Shape] | { readonly [field: string]: Shape };

/** Options that no reader can see: `hides` of the dialect knows them. */
export const MORE = 'an argument that is not known';
/** What an update leaves as it is. */
export const BEFORE = 'what was set before';

/** What a call says, as one tree in the API's own spelling. */
export interface Said {
  readonly root: MapTree;
  /** Texts that name a file which is read in their place: `file://trust.json`. */
  readonly files: ReadonlySet<Tree>;
  /** What cannot be read, though something stands there. */
  readonly refused: ReadonlySet<TextTree>;
}

/**
 * The options of a call as what the API gets, in the words of whoever reads it: each option is a field, its value a text, JSON,
 * shorthand or a file.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html
 */
export function argumentsOf({ command, options, start, end, open }: Call, woven: string, definition: Definition): Said {
  const shapes = shapesOf(command);
  const root = { ...mapTree(start), end };
  const files = new Set<Tree>();
  const refused = new Set<TextTree>();
  const value = new Values(woven, files, refused);
  for (const option of options) {
    if (option.name === 'cli-input-json' || option.name === 'cli-input-yaml') {
      const tree = value.whole(option);
      if (tree.kind === 'map') for (const [key, entry] of tree.entries) put(root, key, entry.start, entry.value);
      else put(root, MORE, option.start, tree);
      continue;
    }
    const field = shapes.get(RENAMED[plain(option.name)] ?? plain(option.name));
    if (field) put(root, field.name, option.start, value.of(option, field.shape));
    else if (shapes.get(plain(option.name.replace(/^no-/, '')))?.shape === 1) {
      const { name = '' } = shapes.get(plain(option.name.slice('no-'.length))) ?? {};
      put(root, name, option.start, textTree('false', false, option.start, option.start));
    }
  }
  const overrides = root.entries.get('ParameterOverrides');
  if (overrides) root.entries.set('ParameterOverrides', { ...overrides, value: overridesOf(overrides.value, command === 'sam deploy') });
  const { fields = {}, template = '', changes } = definition;
  const file = root.entries.get(template);
  if (file?.value.kind === 'text' && files.delete(file.value))
    root.entries.set(template, { ...file, value: { ...file.value, text: file.value.text.replace(FILE, '') } });
  const veil = { start, value: textTree('', false, start, end) };
  if (open && !root.entries.has(MORE)) root.entries.set(MORE, veil);
  if (changes) root.entries.set(BEFORE, veil);
  return { root: renamed(root, fields), files, refused };
}

/** The same tree, in other words. */
function renamed<T extends Tree>(tree: T, names: Readonly<Record<string, string>>): T {
  if (tree.kind === 'list') for (const item of tree.items) renamed(item, names);
  if (tree.kind !== 'map') return tree;
  const entries = [...tree.entries];
  tree.entries.clear();
  for (const [key, { start, value }] of entries) tree.entries.set(names[key] ?? key, { start, value: renamed(value, names) });
  return tree;
}

/** `--enable-ecs-managed-tags` is `enableECSManagedTags`. */
const plain = (name: string): string => name.replaceAll('-', '').toLowerCase();

/** Options that are called otherwise than the fields of the API. */
const RENAMED: Readonly<Record<string, string>> = { notificationendpoint: 'endpoint' };

/**
 * Commands that are no operations of an API: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/, and
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-deploy.html
 */
const DEPLOYS = new Set(['cloudformation deploy', 'sam deploy']);
const DEPLOY: Readonly<Record<string, Shape>> = {
  StackName: 0,
  TemplateFile: 0,
  ParameterOverrides: [0],
  Capabilities: [0],
  RoleARN: 0,
  DisableRollback: 1,
};

interface Field {
  readonly name: string;
  readonly shape: Shape;
}

const seen = new Map<string, ReadonlyMap<string, Field>>();

function shapesOf(command: string): ReadonlyMap<string, Field> {
  const before = seen.get(command);
  if (before) return before;
  const shapes = DEPLOYS.has(command) ? DEPLOY : (JSON.parse(COMMANDS[command] ?? '{}') as Record<string, Shape>);
  const fields = new Map(Object.entries(shapes).map(([name, shape]) => [plain(name), { name, shape }]));
  seen.set(command, fields);
  return fields;
}

/** Reads the values of one call. */
class Values {
  constructor(
    private readonly woven: string,
    private readonly files: Set<Tree>,
    private readonly refused: Set<TextTree>,
  ) {}

  of(option: Option, shape: Shape): Tree {
    const { values, start } = option;
    const [first] = values;
    if (shape === 1) return textTree('true', false, start, start);
    if (!first) return this.#refuse(start);
    if (shape === 0 || isFile(first)) return this.#text(first);
    if (MARK.test(first.text) && values.length === 1) return this.#refuse(first.start, first.text);
    if (/^\s*[[{]/.test(first.text)) return this.#json(values, isList(shape));
    if (!isList(shape)) return this.#shorthand(first, shape);
    const [member] = shape;
    const list = listTree(
      first.start,
      '',
      values.map((one) => (member === 0 || MARK.test(one.text) ? this.#text(one) : this.#shorthand(one, member))),
    );
    list.end = values.at(-1)?.end ?? first.end;
    return list;
  }

  /** A value that holds all the others. */
  whole({ values: [first], start }: Option): Tree {
    if (!first) return this.#refuse(start);
    if (MARK.test(first.text)) return this.#refuse(first.start, first.text);
    return isFile(first) ? this.#text(first) : this.#json([first], false);
  }

  #text(word: Argument): TextTree {
    const tree = textTree(word.text, false, word.start, word.end, '', word.start); // like a block: what stands there, to the letter
    if (isFile(word)) this.files.add(tree);
    return tree;
  }

  #json(values: readonly Argument[], several: boolean): Tree {
    const trees = values.map((one) => this.#parsed(one));
    const [first] = trees;
    if (first && trees.length === 1 && (first.kind === 'list' || !several)) return first;
    return listTree(values[0]?.start, '', trees); // `'{…}' '{…}'`, one structure each
  }

  /** With what stands in front as blanks, so that places count in the woven text. A hole makes JSON of it only for a YAML parser. */
  #parsed({ start, end }: Argument): Tree {
    const text = ' '.repeat(start) + this.woven.slice(start, end);
    try {
      return parseJson(text) ?? parseYaml(text)[0] ?? this.#refuse(start);
    } catch (error) {
      if (error instanceof ParseError) return this.#refuse(start);
      throw error;
    }
  }

  #shorthand({ start, end }: Argument, shape: Shape): Tree {
    const files: TextTree[] = [];
    const tree = shorthand(this.woven, start, end, files);
    if (!tree) return this.#refuse(start);
    for (const file of files) if (FILE.test(file.text)) this.files.add(file);
    return inShape(tree, shape);
  }

  /** With the hole that it is, if it is one. */
  #refuse(start: number, hole = ''): Tree {
    const tree = textTree(hole, false, start, start);
    this.refused.add(tree);
    return tree;
  }
}

/** Where a list belongs, one value is a list of one: `events=DEPLOYMENT_FAILURE`. */
function inShape(tree: Tree, shape: Shape): Tree {
  if (typeof shape === 'number') return tree;
  if (isList(shape)) {
    if (tree.kind !== 'list') return { ...listTree(tree.start, '', [tree]), end: tree.end };
    for (const [i, item] of tree.items.entries()) tree.items[i] = inShape(item, shape[0]);
  } else if (tree.kind === 'map') {
    for (const [key, entry] of tree.entries) {
      const inner = shape[key] ?? shape['*'] ?? 0;
      tree.entries.set(key, { ...entry, value: inShape(entry.value, inner) });
    }
  }
  return tree;
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

/** Nothing but a hole. */
const MARK = /^\uE000\d+\uE001$/;
const FILE = /^fileb?:\/\//;
const isFile = ({ text }: Argument): boolean => FILE.test(text);
