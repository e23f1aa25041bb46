/**
 * The text of a file: UTF-8, or UTF-16 by its byte order mark or by the zero bytes of its first characters. Undefined for
 * bytes that are no text.
 */
export function decode(bytes: Uint8Array): string | undefined {
  const encoding = encodingOf(bytes);
  return encoding && normal(new TextDecoder(encoding).decode(bytes));
}

/** Without a byte order mark, and with a lone carriage return (old Macs) as a line feed: offsets count as an editor counts. */
export function normal(text: string): string {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return bare.includes('\r') ? bare.replace(/\r(?!\n)/g, '\n') : bare;
}

/** From its first bytes. */
export const isText = (bytes: Uint8Array): boolean => encodingOf(bytes) !== undefined;

function encodingOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a && b === 0 && c && d === 0) return 'utf-16le';
  if (a === 0 && b && c === 0 && d) return 'utf-16be';
  return bytes.subarray(0, 8192).includes(0) ? undefined : 'utf-8';
}
