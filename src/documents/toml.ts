import toml from '@iarna/toml';
import { ParseError } from './tree.ts';

/**
 * The data of a TOML text. The parser has no places but that of an error, and refuses a byte order mark. Its messages
 * quote the text, which may hold a secret: only the reason is kept.
 * @throws ParseError
 */
export function parseToml(text: string): unknown {
  try {
    return toml.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const { message, line = 0, col = 0 } = error as Error & { line?: number; col?: number };
    const [reason = ''] = message.split(' at row '); // what follows quotes the lines around
    throw new ParseError(`is no TOML: ${reason}`, line, col);
  }
}
