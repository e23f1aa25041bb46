import { fstatSync, writeSync } from 'node:fs';
import { UsageError } from '../config/config.ts';

/** What a command writes to. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** Of a terminal. */
  readonly columns?: number | undefined;
}

/** What a process waits for the other end of a pipe at a time, in milliseconds. */
const PATIENCE = 5;

/**
 * stdout (1) or stderr (2). Node's streams take longer to load than a small file to scan, so all is written at once, to the end.
 * Windows' consoles take UTF-8 from the stream only, and a terminal is asked through it how wide it is.
 */
export function outputOf(fd: 1 | 2): Output {
  const stream = () => (fd === 1 ? process.stdout : process.stderr);
  if (process.platform === 'win32') return stream();
  const terminal = () => fstatSync(fd).isCharacterDevice() && stream().isTTY;
  return {
    write(text) {
      try {
        writeAll(fd, text);
      } catch (error) {
        if (fd === 1) throw error; // of stderr nobody can be told
      }
    },
    get isTTY() {
      return terminal();
    },
    get columns() {
      return terminal() ? stream().columns : undefined;
    },
  };
}

/** Waits where a pipe is full; a reader that has seen enough, such as `head`, is no error: the exit code still counts. @throws UsageError */
export function writeAll(fd: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw new UsageError(`the output cannot be written (${code})`);
      pause();
    }
  }
}

/** Until the other end of a pipe may have done something. */
export function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PATIENCE);
}
