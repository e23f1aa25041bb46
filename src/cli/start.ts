#!/usr/bin/env node
import { accessSync, constants, readFileSync, renameSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';

/** The program beside this file; its name changes with its content. */
declare const PIPELINT_PROGRAM: string;

/** A part of the program, in Node's wrapper for CommonJS. */
type Part = (exports: object, require: (name: string) => unknown, module: { exports: object }, file: string, folder: string) => void;

/** Of all files together, in bytes: they are read before anything would be optimised. */
const SMALL = 4096;
const small = isSmall(process.argv.slice(3));

// What ran long ago is not thrown away, or a long run would keep half of what the next one needs. Most of a run's code runs for a
// moment only: optimising it costs a third of the run and gains nothing. And the engine lets a heap grow fourfold before it looks what
// of it is garbage: nearly all is, and half of that room will do. Later engines know these two. To say so takes a while itself.
const FLAGS = '--no-flush-bytecode';
const OF_V8_11 = '--interrupt-budget=1000000 --heap-growing-percent=50';
if (!small) process.getBuiltinModule('node:v8').setFlagsFromString(process.versions.v8.startsWith('11.') ? `${FLAGS} ${OF_V8_11}` : FLAGS);

const requireOfNode = createRequire(`${import.meta.dirname}/`);
const loaded = new Map<string, { exports: object }>();
const program = compile<Readonly<Record<string, Part>>>(PIPELINT_PROGRAM);
requirePart('./main.js');

/** What each `scan` needs lies in the program itself, the rest in files beside it. */
function requirePart(name: string): unknown {
  if (!name.startsWith('./')) return requireOfNode(name);
  const file = name.slice('./'.length);
  const before = loaded.get(file);
  if (before) return before.exports;
  const module = { exports: {} };
  loaded.set(file, module);
  const part = program[file] ?? compile<Part>(file);
  part(module.exports, requirePart, module, file, import.meta.dirname);
  return module.exports;
}

/*
 * What the engine makes of the program is kept beside it, as Python does with its own: half of a short run is spent on that.
 * Whoever can write there can change the program as well, so it is trusted no more than that is.
 * https://nodejs.org/api/vm.html#scriptcreatecacheddata
 */
function compile<T>(name: string): T {
  const file = `${import.meta.dirname}/${name}`;
  const compiled = `${file}.${process.version}-${process.arch}${small ? '-small' : ''}`; // it holds what such a run needs
  const cachedData = kept(compiled);
  // All of the program is ASCII, and reading it as such is faster.
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData && { cachedData }) });
  if (!cachedData || script.cachedDataRejected) process.on('exit', () => keep(compiled, script));
  return script.runInThisContext() as T;
}

/** Nothing but small files is named, as before a commit. */
function isSmall(args: readonly string[]): boolean {
  let bytes = 0;
  for (const path of args) {
    const stat = statOf(path);
    if (stat && !stat.isFile()) return false;
    bytes += stat?.size ?? 0;
  }
  return bytes > 0 && bytes <= SMALL;
}

/** Of no option, and of nothing that cannot be reached: a link to itself, a name that is too long. What to say of that, the program knows. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function kept(compiled: string): Buffer | undefined {
  try {
    return readFileSync(compiled);
  } catch {
    return undefined;
  }
}

/** At the end, when it is known what a run needs. Renamed into place, so that nobody reads the half of it. */
function keep(compiled: string, script: Script): void {
  try {
    accessSync(import.meta.dirname, constants.W_OK);
    const part = `${compiled}.${process.pid}`;
    writeFileSync(part, script.createCachedData());
    renameSync(part, compiled);
  } catch {
    // a folder that is read-only: the next run takes as long as this one
  }
}
