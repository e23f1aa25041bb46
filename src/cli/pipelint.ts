import { UsageError } from '../config/config.ts';
import { commandLine, type Surroundings } from './command-line.ts';
import { EXIT } from './exit.ts';

/** The whole command: what goes wrong is told on stderr. @returns what the process ends with */
export async function pipelint(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    return await commandLine(args, around);
  } catch (error) {
    if (error instanceof UsageError) {
      around.stderr.write(`pipelint: ${error.message}\n`);
      return EXIT.usage;
    }
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    around.stderr.write(`pipelint: this is a bug, please report it:\n${told}\n`);
    return EXIT.bug;
  }
}
