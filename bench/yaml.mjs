// Writes plain data as CloudFormation in YAML the way people write it: block style, short tags, `|` for scripts.
// An own writer, so that the inputs stay the same bytes whatever version of whatever package is installed.

/**
 * @param {unknown} value
 * @param {{ short?: boolean, listIndent?: number, flow?: boolean }} style short tags (`!Ref x`), how far a list stands
 *   right of its key, short lists of words in one line
 */
export function toYaml(value, { short = true, listIndent = 2, flow = false } = {}) {
  const pad = (depth) => ' '.repeat(depth);
  const lines = (text, depth) =>
    text
      .split('\n')
      .map((line) => (line ? pad(depth) + line : ''))
      .join('\n');

  /** What stands behind a key, or behind `!Tag`. */
  const after = (item, depth) => {
    const tag = short ? tagOf(item) : undefined;
    if (tag) return ` ${tag.name}${after(tag.value, depth)}`;
    if (typeof item === 'string' && item.includes('\n')) return ` |\n${lines(item.trimEnd(), depth + 2)}`;
    if (typeof item !== 'object' || item === null) return ` ${scalar(item)}`;
    if (isEmpty(item)) return Array.isArray(item) ? ' []' : ' {}';
    if (flow && Array.isArray(item) && item.length < 5 && item.every(isWord)) return ` [${item.map(scalar).join(', ')}]`;
    return `\n${block(item, depth + (Array.isArray(item) ? listIndent : 2))}`;
  };

  /** A list or a map, each line at its depth. */
  const block = (item, depth) => {
    if (!Array.isArray(item))
      return Object.entries(item)
        .map(([key, inner]) => `${pad(depth)}${scalar(key)}:${after(inner, depth)}`)
        .join('\n');
    return item
      .map((inner) => {
        const opens = typeof inner === 'object' && inner !== null && !isEmpty(inner) && !(short && tagOf(inner));
        return `${pad(depth)}-${opens ? ` ${block(inner, depth + 2).trimStart()}` : after(inner, depth)}`;
      })
      .join('\n');
  };
  return `${block(value, 0)}\n`;
}

const isEmpty = (item) => Object.keys(item).length === 0;
const isWord = (item) => typeof item !== 'object' && String(item).length < 24;

/** `{ Ref: x }` as `!Ref x`. A tag holds no other tag: `!Base64 !Sub x` is not YAML. */
function tagOf(item) {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const [[key, value] = [], ...others] = Object.entries(item);
  if (others.length > 0 || !/^(Ref$|Fn::)/.test(key ?? '')) return undefined;
  if (tagOf(value)) return undefined;
  if (key === 'Fn::GetAtt' && Array.isArray(value)) return { name: '!GetAtt', value: value.join('.') };
  return { name: key === 'Ref' ? '!Ref' : `!${key.slice(4)}`, value };
}

/** Plain where YAML leaves it a text, quoted where it would not. */
function scalar(item) {
  if (typeof item !== 'string') return String(item);
  const plain = /^[A-Za-z/][\w ./:=+%$()-]*$/.test(item) && !/: |:$|\s$|^(true|false|yes|no|on|off|null|y|n)$/i.test(item);
  return plain ? item : `'${item.replaceAll("'", "''")}'`;
}
