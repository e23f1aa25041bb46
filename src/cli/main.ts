#!/usr/bin/env node
import module from 'node:module';
import { UsageError } from '../config/config.ts';
import { ParseError } from '../documents/tree.ts';
import { commandLine } from './command-line.ts';
import { EXIT } from './exit.ts';

(module as { enableCompileCache?: () => void }).enableCompileCache?.();

try {
  process.exitCode = await commandLine(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    today: new Date(),
  });
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`pipelint: ${error.message}\n`);
    process.exitCode = EXIT.usage;
  } else {
    const told = error instanceof ParseError || !(error instanceof Error) ? String(error) : (error.stack ?? error.message);
    process.stderr.write(`pipelint: this is a bug, please report it:\n${told}\n`);
    process.exitCode = EXIT.bug;
  }
}
