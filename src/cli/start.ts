#!/usr/bin/env node
import { accessSync, constants, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { Script } from 'node:vm';

/** The program beside this file; its name changes with its content. */
declare const PIPELINT_PROGRAM: string;

// Most of a run's code runs for a moment only: optimising it costs a third of the run and gains nothing. And the engine lets a heap
// grow fourfold before it looks what of it is garbage: nearly all is, and half of that room will do. Later engines know the first.
if (process.versions.v8.startsWith('11.'))
  process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=1000000 --heap-growing-percent=50');

/*
 * What the engine makes of the program is kept beside it, as Python does with its own: half of a short run is spent on that.
 * Whoever can write there can change the program as well, so it is trusted no more than that is.
 * https://nodejs.org/api/vm.html#scriptcreatecacheddata
 */
const file = `${import.meta.dirname}/${PIPELINT_PROGRAM}`;
const compiled = `${file}.${process.version}-${process.arch}`;
const cachedData = kept();
// Node's own wrapper; all of the program is ASCII, and reading it as such is faster.
const script = new Script(wrap(readFileSync(file, 'latin1')), { filename: file, ...(cachedData && { cachedData }) });
if (!cachedData || script.cachedDataRejected) process.on('exit', keep);
script.runInThisContext()({}, createRequire(file), { exports: {} }, file, import.meta.dirname);

function kept(): Buffer | undefined {
  try {
    return readFileSync(compiled);
  } catch {
    return undefined;
  }
}

/** At the end, when it is known what a run needs. Renamed into place, so that nobody reads the half of it. */
function keep(): void {
  try {
    accessSync(import.meta.dirname, constants.W_OK);
    const part = `${compiled}.${process.pid}`;
    writeFileSync(part, script.createCachedData());
    renameSync(part, compiled);
  } catch {
    // a folder that is read-only: the next run takes as long as this one
  }
}
