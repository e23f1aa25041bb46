import type { Document } from '../../documents/document.ts';
import { api, type Dialect, guarded, type Meaning, Node } from '../../documents/node.ts';
import { isNothing, listTree, type Tree, textTree } from '../../documents/tree.ts';
import { possible } from '../../model/answer.ts';
import { atOffset, below, type Location, nameOfOrigin } from '../../model/location.ts';
import { table } from '../../model/table.ts';
import { equals, isHole, join, piecesIn, type Text, written } from '../../model/text.ts';
import { ALWAYS, all, any, not, type Truth } from '../../model/truth.ts';
import { hidden } from '../../model/value.ts';
import { NOWHERE } from '../../model/world.ts';
import { conditions } from './conditions.ts';
import { imported } from './imported.ts';
import { comparisons, hidesKeys, intrinsic } from './intrinsic.ts';
import { type Given, parameters } from './parameters.ts';

/** The dialect of one template: what each intrinsic function means, as far as anybody can know before deploying. */
export interface Template extends Dialect {
  condition(name: string): Truth;
  /** The name that a `Ref` (or, with an attribute, a `Fn::GetAtt`) to a resource has in every text of the model. */
  symbol(logicalId: string, attribute?: string): string;
}

type Fn = (arg: Node, at: Location) => readonly Meaning[];

/** What the pseudo parameters look like: an account number cannot say `prod`. */
const pseudo = table({
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '111122223333',
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
});

/** Once per document: what is remembered here is remembered for every resource. */
export function template(document: Document, given: Given, stands?: WeakMap<Tree, Node>): Template {
  const raw = Node.of(api, document.root, document.at('')); // conditions, parameters and mappings are not resolved
  const seen = new Map<Tree, readonly Meaning[]>();
  const [section] = raw.key('Conditions').meanings;
  const parameter = parameters(raw.key('Parameters'), given, comparisons(section && 'tree' in section ? section.tree : undefined));
  const read = (tree: Tree, at: Location): Node => Node.of(dialect, tree, at);
  const condition = conditions(raw.key('Conditions'), read);
  const symbol = (id: string, attribute?: string): string =>
    `${nameOfOrigin(document.origin)}\0${document.index}\0${attribute ? `${id}.${attribute}` : id}`;

  const late = (text: string, at: Location, name?: string, like?: string): Meaning[] => [
    { when: ALWAYS, at, hidden: { at, text, ...(like && { like }) }, symbol: name },
  ];
  const refer = (name: string, at: Location): readonly Meaning[] => {
    if (name === 'AWS::NoValue') return [{ when: ALWAYS, at, tree: undefined }];
    const told = name.startsWith('AWS::') ? given.get(name) : undefined; // of a stack that is made for one account and region
    if (told !== undefined) return [{ when: ALWAYS, at, tree: textTree(told, false), symbol: symbol(name) }];
    return parameter(name, at, symbol(name)) ?? late(`${name} is only known at deploy time`, at, symbol(name), pseudo(name));
  };
  const attribute = (id: string, name: string, at: Location): readonly Meaning[] =>
    late(`${id}.${name} is only known at deploy time`, at, symbol(id, name));

  const functions = table<Fn>({
    Ref: (arg, at) => refer(arg.plain() ?? '', at),
    'Fn::GetAtt': (arg, at) => {
      const parts = list(arg).map((part) => part.plain());
      const [id, name] = parts.length === 2 ? parts : (arg.plain()?.split(/\.(.*)/s) ?? []);
      return id && name ? attribute(id, name, at) : late('Fn::GetAtt of what is only known at deploy time', at);
    },
    'Fn::ImportValue': (arg, at) => imported(arg.text(), at),
    'Fn::If': (arg) => {
      const [name, yes, no] = list(arg);
      if (!name || !yes || !no) return late('Fn::If needs a condition and two branches', arg.at);
      const holds = condition(name.plain() ?? `the condition at ${name.at.pointer}`); // one that is written there
      return [...guarded(yes.meanings, holds), ...guarded(no.meanings, not(holds))];
    },
    'Fn::Sub': (arg, at) => {
      const [pattern, map] = list(arg);
      const source = pattern ?? arg;
      return [{ when: ALWAYS, at, text: substitute(writtenIn(source) ?? '', map, source.at) }];
    },
    'Fn::Join': (arg, at) => {
      const [separator, parts] = list(arg);
      const items = parts && list(parts);
      if (!separator || !items || items.length === 0) return late('Fn::Join of what is only known at deploy time', at);
      return [
        {
          when: ALWAYS,
          at,
          text: join(
            at,
            items.map((item) => item.text()),
            separator.plain() ?? '',
          ),
        },
      ];
    },
    'Fn::Split': (arg, at) => {
      const [separator, text] = list(arg).map((part) => part.plain());
      if (separator === undefined || text === undefined) return late('Fn::Split of what is only known at deploy time', at);
      return [
        {
          when: ALWAYS,
          at,
          tree: listTree(
            -1,
            '',
            text.split(separator).map((part) => textTree(part, false)),
          ),
        },
      ];
    },
    'Fn::ToJsonString': (arg) => arg.meanings, // whoever reads a document in a text takes it as it stands
    'Fn::Select': (arg, at) => {
      const [index, items] = list(arg);
      return (items && list(items)[Number(index?.plain())])?.meanings ?? late('Fn::Select of what is only known at deploy time', at);
    },
    'Fn::FindInMap': (arg, at) => {
      const [name, first, second, fallback] = list(arg);
      if (!name || !first || !second) return late('Fn::FindInMap needs a map and two keys', at);
      const found = cells(raw.key('Mappings').key(name.plain() ?? ''), first).flatMap((row) =>
        cells(row.node, second).map(({ when, node }) => ({ node, when: all(row.when, when) })),
      );
      const able = found.filter(({ when }) => possible(when));
      const usual = fallback?.prop('DefaultValue');
      if (usual?.exists)
        return [
          ...able.flatMap(({ node, when }) => guarded(node.meanings, when)),
          ...guarded(usual.meanings, not(any(...able.map(({ when }) => when)))),
        ];
      return able.length > 0 ? able.flatMap(({ node, when }) => guarded(node.meanings, when)) : late('no such key in the mapping', at);
    },
  });

  function substitute(source: string, map: Node | undefined, at: Location): Text {
    let offset = 0;
    const parts = source
      .split(/(\$\{[^}]*\}|\{\{resolve:[^{}]*\}\})/)
      .filter(Boolean)
      .map((part): Text => {
        const place = atOffset(at, offset);
        offset += part.length;
        if (DYNAMIC.test(part)) return reference(part, place);
        const [, escaped, name = ''] = /^\$\{(!?)\s*([^}]*?)\s*\}$/.exec(part) ?? [];
        if (escaped === undefined) return written(place, part);
        if (escaped) return written(place, `\${${name}}`);
        const value = map?.key(name);
        if (value?.exists) return value.text();
        const [id = '', attributeName] = name.split(/\.(.*)/s);
        return new Node(dialect, place, attributeName ? attribute(id, attributeName, place) : refer(name, place)).text();
      });
    return join(at, parts);
  }

  const dialect: Template = {
    spellings: (name) => [name],
    hides: hidesKeys,
    keyText: api.keyText,
    ...(stands && { stands }),
    condition,
    symbol,
    resolve(tree, at) {
      const fn = intrinsic(tree);
      if (!fn) return [dynamic(tree, at)];
      const memo = seen.get(tree);
      if (memo) return memo;
      seen.set(tree, late('refers to itself', at)); // while it is being read
      const arg = read(fn.arg, fn.path ? below(at, fn.path) : at);
      const meanings = functions(fn.name)?.(arg, at) ?? late(`${fn.name} is only known at deploy time`, at);
      seen.set(tree, meanings);
      return meanings;
    },
  };
  return dialect;
}

/** The rows (or cells) of a mapping that a key may lead to: one where the key is plain, all of them where it is not. */
function cells(mapping: Node, key: Node): { when: Truth; node: Node }[] {
  const plain = key.plain();
  if (plain !== undefined) {
    const node = mapping.key(plain);
    return node.exists ? [{ when: ALWAYS, node }] : [];
  }
  const text = key.text();
  return mapping.entries().map(({ name, node }) => ({ node, when: equals(text, name) }));
}

/** The members of an argument list, one each; empty if the list itself is not there to see. */
function list(node: Node): Node[] {
  const [only] = node.meanings;
  if (!only || node.meanings.length > 1 || !('tree' in only) || only.tree?.kind !== 'list') return [];
  return only.tree.items.map((item, i) => Node.of(node.dialect, item, below(only.at, String(i))));
}

/** A dynamic reference that is written out: `{{resolve:ssm:/path}}`. */
const DYNAMIC = /^\{\{resolve:[^{}]*\}\}$/;

/** It is a hole, wherever it stands. */
function dynamic(tree: Tree, at: Location): Meaning {
  if (tree.kind !== 'text' || isNothing(tree) || !tree.text.includes('{{resolve:')) return { when: ALWAYS, at, tree };
  const parts = tree.text.split(/(\{\{resolve:[^{}]*\}\})/).filter(Boolean);
  return {
    when: ALWAYS,
    at,
    text: join(
      at,
      parts.map((part) => (DYNAMIC.test(part) ? reference(part, at) : written(at, part))),
    ),
  };
}

function reference(part: string, at: Location): Text {
  const symbol = part.slice(2, -2);
  const secret = /^resolve:(secretsmanager|ssm-secure):/.test(symbol);
  return hidden({ at, text: `${symbol} is resolved at deploy time`, ...(secret && { secret: true }) }, symbol);
}

/** What stands there letter by letter, dynamic references as they are written. */
function writtenIn(node: Node): string | undefined {
  const pieces = piecesIn(node.text(), NOWHERE).map((piece) => {
    if (!isHole(piece)) return piece.literal;
    return piece.symbol?.startsWith('resolve:') ? `{{${piece.symbol}}}` : undefined;
  });
  return pieces.every((piece) => piece !== undefined) ? pieces.join('') : undefined;
}
