import type { Meaning, Node } from '../../documents/node.ts';
import { listTree, type Tree, textTree } from '../../documents/tree.ts';
import type { Location } from '../../model/location.ts';
import { promisesSecret, refersElsewhere, tellsOfReference } from '../../model/secret.ts';
import { ALWAYS, chosen, yes } from '../../model/truth.ts';
import { type Choice, type Note, OTHER } from '../../model/world.ts';

/** Values that the user gave: `--parameter` and its kin. */
export type Given = ReadonlyMap<string, string>;

/** What `Ref` of a parameter means at a place; undefined if there is no such parameter. */
export type Parameters = (name: string, at: Location, symbol: string) => readonly Meaning[] | undefined;

/** What `Ref` of a parameter means: known, one of a few, or unknown until somebody says. */
export function parameters(declared: Node, given: Given, compared: ReadonlyMap<string, ReadonlySet<string>>): Parameters {
  const choices = new Map<string, Choice>();
  return (name, at, symbol) => {
    const parameter = declared.key(name);
    const type = parameter.prop('Type').plain();
    if (type === undefined) return undefined;
    const settle = (value: string): string => `--parameter ${name}=${value === OTHER ? '…' : value}`;
    const note: Note = { at, text: `parameter ${name} has no value here`, settle: settle(OTHER) };
    const is = (text: string): { at: Location; tree: Tree; symbol: string } => ({ at, tree: fromValue(text, type), symbol });
    const told = given.get(name);
    if (told !== undefined) return [{ when: ALWAYS, ...is(told) }];
    const unseen = /^(true|yes)$/i.test(parameter.prop('NoEcho').plain() ?? '');
    if (unseen || promisesSecret(name)) {
      const secret = (unseen || !tellsWhere(parameter)) && !type.startsWith('AWS::SSM::Parameter::Name');
      return [{ when: ALWAYS, at, hidden: { at, text: `parameter ${name} is never shown`, ...(secret && { secret: true }) }, symbol }];
    }
    if (type.startsWith('AWS::SSM::Parameter::Value')) return [{ when: ALWAYS, at, hidden: note, symbol }];
    const [first, ...others] = domain(parameter, compared.get(name));
    if (first === undefined) return [{ when: ALWAYS, at, hidden: note, symbol }];
    if (others.length === 0)
      return [{ when: yes({ at, text: `${name} is ${first || 'empty'} unless told otherwise`, usual: true }), ...is(first) }];
    const choice = choices.get(name) ?? { name, values: [first, ...others], at: parameter.at, settle };
    choices.set(name, choice);
    return choice.values.map((value) => ({
      when: chosen(choice, value, at),
      ...(value === OTHER ? { at, hidden: { ...note, except: choice.values }, symbol } : is(value)),
    }));
  };
}

/** By its name a secret, and by its description or its default only where one is kept. */
const tellsWhere = (parameter: Node): boolean =>
  tellsOfReference(parameter.prop('Description').plain() ?? '') || refersElsewhere(parameter.prop('Default').plain() ?? '');

/** A default alone is the answer, unless conditions test for more: a template written for dev and prod means both. */
function domain(parameter: Node, compared: ReadonlySet<string> | undefined): string[] {
  const allowed = parameter
    .prop('AllowedValues')
    .items()
    .flatMap((item) => item.plain() ?? []);
  if (allowed.length > 0) return [...new Set(allowed)];
  const fallback = parameter.prop('Default');
  const usual = fallback.plain();
  const first = usual === undefined ? [] : [usual];
  return compared && compared.size > 0 ? [...new Set([...first, ...compared, OTHER])] : first;
}

const fromValue = (text: string, type: string): Tree =>
  /^List<|^CommaDelimitedList$/.test(type)
    ? listTree(
        -1,
        '',
        text.split(',').map((item) => textTree(item.trim(), false)),
      )
    : textTree(text, false);
