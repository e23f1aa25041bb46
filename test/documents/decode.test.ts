import { describe, expect, test } from 'vitest';
import { decode, normal } from '../../src/documents/decode.ts';

const TEXT = 'ab: "ä😀"\n';
const little = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'));
const big = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le').swap16());
const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

test.each([
  ['UTF-8', utf8(TEXT)],
  ['UTF-8 with a mark', utf8(`\uFEFF${TEXT}`)],
  ['UTF-16, little end first, with a mark', little(`\uFEFF${TEXT}`)],
  ['UTF-16, little end first', little(TEXT)],
  ['UTF-16, big end first, with a mark', big(`\uFEFF${TEXT}`)],
  ['UTF-16, big end first', big(TEXT)],
])('%s', (_, bytes) => expect(decode(bytes)).toBe(TEXT));

test('a lone carriage return ends a line, one before a line feed does not', () => {
  expect(decode(utf8('a: 1\rb: 2\r\nc: 3\r\rd: 4\r'))).toBe('a: 1\nb: 2\r\nc: 3\n\nd: 4\n');
  expect(normal('\uFEFFa\rb')).toBe('a\nb');
});

describe('bytes that are no text', () => {
  test('are left alone', () => {
    for (const bytes of [new Uint8Array(5000), Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), Uint8Array.from([0, 0, 0, 0x61])]) {
      expect(decode(bytes)).toBeUndefined();
    }
  });

  test('are read as far as they can be', () => {
    expect(decode(Uint8Array.from([0x61, 0x3a, 0x20, 0xff, 0xc3, 0x0a]))).toBe('a: \uFFFD\uFFFD\n');
    expect(decode(new Uint8Array())).toBe('');
    expect(decode(Uint8Array.from([0xff, 0xfe]))).toBe('');
    expect(decode(Uint8Array.from([0xff, 0xfe, 0x61]))).toBe('\uFFFD');
  });
});
