import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeAll } from '../../src/cli/output.ts';
import { UsageError } from '../../src/config/config.ts';
import { folder } from './command.ts';

const LONG = `${'the end of a pipeline — '.repeat(20_000)}\n`;

describe('all is written', () => {
  test('to a file', () => {
    const file = join(folder({ out: '' }), 'out');
    const fd = openSync(file, 'w');
    writeAll(fd, LONG);
    writeAll(fd, 'twice');
    closeSync(fd);
    expect(readFileSync(file, 'utf8')).toBe(`${LONG}twice`);
  });
  test('to a pipe that is full and does not block, when its reader comes late', async () => {
    const root = folder({});
    const [pipe, file] = [join(root, 'pipe'), join(root, 'read')];
    execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', pipe]);
    const fd = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    writeFileSync(file, '');
    const reader = spawn('sh', ['-c', 'sleep 0.2; head -c "$1" "$2" > "$3"', 'sh', String(Buffer.byteLength(LONG)), pipe, file]);
    writeAll(fd, LONG);
    await new Promise((resolve) => reader.on('close', resolve));
    closeSync(fd);
    expect(readFileSync(file, 'utf8')).toBe(LONG);
  });
  test('but what cannot be written at all is told', () => {
    const fd = openSync(join(folder({ out: '' }), 'out'), 'r');
    expect(() => writeAll(fd, 'x')).toThrow(new UsageError('the output cannot be written (EBADF)'));
    closeSync(fd);
  });
});
