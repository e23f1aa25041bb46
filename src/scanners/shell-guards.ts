import type { SyntaxNode } from 'unbash';

/** What a condition says of the build when it holds: that it succeeded so far, that it failed, or nobody can tell what. */
export type Verdict = 'succeeding' | 'failing' | 'unclear' | undefined;

const NAME = 'CODEBUILD_BUILD_SUCCEEDING';

export const mentionsVerdict = (text: string): boolean => text.includes(NAME);

/** Quotes in every form in which people nest them: `/"$X/"`, `\"$X\"`. */
const QUOTES = /[\\/]?["']/g;

const VALUE = String.raw`\$\{?${NAME}(?::?-\w*)?\}?`;
const ASKED = new RegExp(
  String.raw`(?:${VALUE}/?\s*(==|=~|=|-eq|-ne|!=|-gt|-lt)\s*/?([01]))|(?:(?<![\w=])([01])/?\s*(==|=|-eq|-ne|!=)\s*/?${VALUE})`,
);
const ALONE = new RegExp(String.raw`^\(\(\s*(!?)\s*\$?\{?${NAME}\}?\s*\)\)$`);

/**
 * What a condition asks of `CODEBUILD_BUILD_SUCCEEDING`, which is 1 while the build succeeds and 0 once it has failed:
 * https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
 */
export function verdictOf(condition: string): Verdict {
  if (!mentionsVerdict(condition) || /^\s*(echo|printf|export|\w+=)/.test(condition)) return undefined;
  const text = condition.replace(QUOTES, '').trim();
  const alone = ALONE.exec(text);
  if (alone) return alone[1] ? 'failing' : 'succeeding';
  const asked = ASKED.exec(text);
  if (!asked || /\|\||\s-o\s/.test(text) || text.split(NAME).length > 2) return 'unclear';
  const [operator = '', value = ''] = asked[1] ? [asked[1], asked[2]] : [asked[4], asked[3]];
  const said = OPERATORS[operator]?.[Number(value)];
  if (!said) return 'unclear';
  const negated = /^!\s|^(\[\[?|test)\s+!\s/.test(text);
  const verdict = negated ? OPPOSITE[said] : said;
  return verdict === 'failing' && /&&|\s-a\s/.test(text) ? 'unclear' : verdict; // then it is not all that is asked
}

const OPPOSITE = { succeeding: 'failing', failing: 'succeeding' } as const;
const EQUAL = ['failing', 'succeeding'] as const;
const UNEQUAL = ['succeeding', 'failing'] as const;

/** What each operator says of 0 and of 1. */
const OPERATORS: Readonly<Record<string, readonly (keyof typeof OPPOSITE | undefined)[]>> = {
  ...{ '=': EQUAL, '==': EQUAL, '-eq': EQUAL, '=~': EQUAL, '!=': UNEQUAL, '-ne': UNEQUAL },
  ...{ '-gt': ['succeeding', undefined], '-lt': [undefined, 'failing'] },
};

/** Does this end the shell with a failure? `false` only fails. */
export const exits = (node: SyntaxNode, text: string): boolean =>
  leaving(node, text) === 'badly' && /\b(exit|return)\b/.test(text.slice(node.pos, node.end));

/** Does this end the shell: with a failure, `exit 1`, or well, `exit 0`? */
export function leaving(node: SyntaxNode, text: string): 'badly' | 'well' | undefined {
  switch (node.type) {
    case 'BraceGroup':
    case 'Subshell':
      return leaving(node.body, text);
    case 'CompoundList':
      return node.commands.map(({ command }) => leaving(command, text)).find(Boolean);
    case 'Command': {
      const [, word, status] = /^(exit|return|false)\b\s*(\S*)/.exec(text.slice(node.pos, node.end)) ?? [];
      return word ? (/^0[;)}]*$/.test(status ?? '') ? 'well' : 'badly') : undefined;
    }
    default:
      return undefined;
  }
}
