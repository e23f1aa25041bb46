import { readSync } from 'node:fs';
import { UsageError } from '../config/config.ts';
import { pause } from './output.ts';

/** What comes until the end; waits where a pipe is empty and does not block, as Node and others leave theirs. @throws UsageError */
export function readAll(fd: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = Buffer.alloc(65_536);
    try {
      const length = readSync(fd, part);
      if (length === 0) return Buffer.concat(parts);
      parts.push(part.subarray(0, length));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return Buffer.concat(parts); // Windows' pipes say it so
      if (code !== 'EAGAIN') throw new UsageError(`stdin cannot be read (${code})`);
      pause();
    }
  }
}
