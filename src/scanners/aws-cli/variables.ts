import { forEachChild, type SyntaxNode, type Word } from 'unbash';

/** One assignment to a variable. */
interface Assigned {
  readonly pos: number;
  /** What it gets, where that is written there and nothing decides whether it does. */
  readonly word: Word | undefined;
}

/** The variables of a shell text, as far as it says itself what they hold. */
export interface Variables {
  /** What a variable certainly holds at an offset: it is assigned once in the whole text, in front of it, and come what may. */
  valueOf(name: string, pos: number): Word | undefined;
  /** How often it was assigned in front of an offset: where that is the same, so is what it holds. */
  age(name: string, pos: number): number;
}

/** Whatever runs inside these may not run, or runs again, or in a shell of its own. */
const OPEN = new Set([
  'If',
  'For',
  'While',
  'Case',
  'Function',
  'Subshell',
  'Select',
  'ArithmeticFor',
  'Coproc',
  'Pipeline',
  'CommandExpansion',
]);

/** Builtins that set the variables that they name. */
const SETTERS = /^(read|unset|getopts|mapfile|readarray|let|printf)$/;

/** https://www.gnu.org/software/bash/manual/html_node/Shell-Parameters.html */
export function variablesOf(script: SyntaxNode): Variables {
  const found = new Map<string, Assigned[]>();
  let lastSourced = -1;
  const assign = (name: string, pos: number, word?: Word): void => {
    found.set(name, [...(found.get(name) ?? []), { pos, word }]);
  };
  const visit = (node: SyntaxNode, open: boolean): void => {
    const inside = open || OPEN.has(node.type);
    if (node.type === 'Assignment') {
      const plain = !open && !node.append && !node.index && node.value.type === 'Word';
      assign(node.name, node.pos, plain && node.value.type === 'Word' ? node.value : undefined);
    }
    if (node.type === 'For' || node.type === 'Select') assign(node.name.value, node.pos);
    if (node.type === 'Command') {
      const name = node.name?.value ?? '';
      if (/^(\.|source|eval)$/.test(name)) lastSourced = node.pos;
      if (SETTERS.test(name)) for (const word of node.args) if (word.type === 'Word') assign(word.value.replace(/\W.*$/s, ''), node.pos);
      // `X=1 command` sets it for that command alone.
      forEachChild(node, (child) => visit(child, inside || (child.type === 'Assignment' && node.name !== undefined && !isDeclaring(name))));
      return;
    }
    const [first] = node.type === 'AndOr' ? node.commands : []; // which runs whatever becomes of it
    forEachChild(node, (child) => visit(child, inside || (first !== undefined && child !== first)));
  };
  visit(script, false);
  return {
    valueOf(name, pos) {
      const [only, ...others] = found.get(name) ?? [];
      if (!only || others.length > 0 || only.pos >= pos) return undefined;
      return lastSourced > only.pos && lastSourced < pos ? undefined : only.word; // what is sourced may set it anew
    },
    age: (name, pos) => (found.get(name) ?? []).filter((one) => one.pos < pos).length + (lastSourced >= 0 && lastSourced < pos ? 1 : 0),
  };
}

const isDeclaring = (command: string): boolean => /^(export|declare|typeset|readonly|local)$/.test(command);
