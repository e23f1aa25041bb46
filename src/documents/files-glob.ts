/** Does a path ask for more than one file? */
export const isGlob = (path: string): boolean => /[*?]|\{[^{}]*,[^{}]*\}/.test(path);

/** `infra/*.json`, `**` for any number of folders, `{a,b}` for either; a plain path is itself and everything under it. */
export function glob(pattern: string): RegExp {
  return new RegExp(`^${source(pattern)}(?:/.*)?$`, 's');
}

/** Braces hold no others. */
function source(pattern: string): string {
  return pattern
    .split(/(\{[^{}]*,[^{}]*\}|\*\*\/|\*+|\?)/)
    .map((part) => {
      if (part === '**/') return '(?:.*/)?';
      if (part === '*') return '[^/]*';
      if (/^\*+$/.test(part)) return '.*';
      if (part === '?') return '[^/]';
      if (/^\{.*,.*\}$/s.test(part)) return `(?:${part.slice(1, -1).split(',').map(source).join('|')})`;
      return part.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
    })
    .join('');
}

/** The folders in front of the first part that is no plain name. */
export function baseOf(pattern: string): string {
  const parts = pattern.split('/');
  const plain = parts.slice(0, parts.findIndex(isOpen));
  return plain.length === 1 && plain[0] === '' ? '/' : plain.join('/') || '.';
}

/** A brace may hold a slash, and then no part of it is whole. */
const isOpen = (part: string): boolean => /[*?{]/.test(part);
