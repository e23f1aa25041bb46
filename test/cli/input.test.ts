import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAll } from '../../src/cli/input.ts';
import { UsageError } from '../../src/config/config.ts';
import { folder } from './command.ts';

const LONG = 'version: 0.2 — '.repeat(20_000);

describe('all is read', () => {
  test('of a file', () => {
    const fd = openSync(join(folder({ in: LONG }), 'in'), 'r');
    expect(Buffer.from(readAll(fd)).toString()).toBe(LONG);
    closeSync(fd);
  });
  test('of a pipe that is empty and does not block, when its writer comes late', async () => {
    const root = folder({ in: LONG });
    const pipe = join(root, 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', pipe]);
    const keep = openSync(pipe, constants.O_RDWR); // or it would end before the writer has come
    const fd = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = spawn('sh', ['-c', 'exec 3> "$1"; sleep 0.2; cat "$2" >&3', 'sh', pipe, join(root, 'in')]);
    await new Promise((resolve) => setTimeout(resolve, 50)); // it holds the pipe by now, and has written nothing
    closeSync(keep);
    expect(Buffer.from(readAll(fd)).toString()).toBe(LONG);
    await new Promise((resolve) => writer.on('close', resolve));
    closeSync(fd);
  });
  test('but what cannot be read at all is told', () => {
    const fd = openSync(folder({}), 'r');
    expect(() => readAll(fd)).toThrow(new UsageError('stdin cannot be read (EISDIR)'));
    closeSync(fd);
  });
});
