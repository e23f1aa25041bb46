import { describe, expect, test } from 'vitest';
import * as images from '../src/data/build-images.ts';
import * as runtimes from '../src/data/runtimes.ts';
import { endOf } from '../src/model/runtime.ts';

const DAY = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

describe('every dated table says when it was true, and who says so', () => {
  test('runtimes', () => {
    expect(runtimes.asOf).toMatch(DAY);
    for (const { source, ends } of Object.values(runtimes.RUNTIMES)) {
      expect(source).toMatch(/^https:\/\//);
      for (const end of Object.values(ends)) expect(end).toMatch(DAY);
    }
  });

  test('images', () => {
    expect(images.asOf).toMatch(DAY);
    for (const { source, since } of [...images.OLD_IMAGES, images.ONE_LANGUAGE]) {
      expect(source).toMatch(/^https:\/\//);
      if (since !== undefined) expect(since).toMatch(DAY);
    }
  });
});

test.each([
  ['nodejs', '18', '2025-04-30'],
  ['nodejs', '18.x', '2025-04-30'],
  ['nodejs', '18.12.1', '2025-04-30'],
  ['python', '3.9', '2025-10-31'],
  ['python', '3.9.7', '2025-10-31'],
  ['python', '3.x', undefined],
  ['python', '3', undefined],
  ['dotnet', '6', '2024-11-12'],
  ['dotnet', '6.x', '2024-11-12'],
  ['dotnet', '3.1', '2022-12-13'],
  ['java', 'corretto8', undefined],
  ['nodejs', 'latest', undefined],
  ['nodejs', 'constructor', undefined],
  ['constructor', '1', undefined],
])('%s %s is mended until %s', (runtime, version, end) => {
  expect(endOf(runtime, version)).toBe(end);
});
