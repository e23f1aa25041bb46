import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Config, findConfig, NO_CONFIG, readConfig } from '../config/config.ts';
import { OPTIONS, type OptionName, type OptionSpec } from '../config/options.ts';
import { look } from '../documents/files-paths.ts';
import { RULES } from '../rules/index.ts';
import type { Flags } from './command-line.ts';
import { parameterFile, parameterList } from './parameters.ts';

/** The configuration of the repository that the first path belongs to, or the one that the user names. */
export async function configOf(flags: Flags, [first = '.']: readonly string[], cwd: string): Promise<Config> {
  if (flags['config'] === false) return NO_CONFIG;
  const file = typeof flags['config'] === 'string' ? resolve(cwd, flags['config']) : findConfig(folderOf(first, cwd));
  return file === undefined ? NO_CONFIG : readConfig(file, RULES);
}

/** What is set, by the names of the options. */
export interface Get {
  is(name: OptionName): boolean;
  text(name: OptionName): string;
  list(name: OptionName): readonly string[];
  /** `the command line`, a file, or `the default`. */
  from(name: OptionName): string;
}

/** The command line first, then the file, then the default. */
export function settingsOf(flags: Flags, config: Config): Get {
  const flag = (name: OptionName): unknown =>
    name.startsWith('no-') ? flags[camel(name.slice(3))] === false || undefined : flags[camel(name)];
  const given = (name: OptionName): unknown => flag(name) ?? config.options.get(name);
  const fallback = (name: OptionName): string => (OPTIONS as readonly OptionSpec[]).find((spec) => spec.name === name)?.default ?? '';
  return {
    is: (name) => given(name) === true,
    text: (name) => String(given(name) ?? fallback(name)),
    list: (name) => (given(name) as readonly string[] | undefined) ?? [],
    from: (name) => (flag(name) !== undefined ? 'the command line' : config.options.has(name) ? (config.file ?? '') : 'the default'),
  };
}

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Values of template parameters: of the configuration, of files, of the command line; the later wins. */
export const parametersOf = (get: Get, config: Config, cwd: string): Map<string, string> =>
  new Map([
    ...config.parameters,
    ...get.list('parameter-file').flatMap((file) => [...parameterFile(file, cwd)]),
    ...parameterList(get.list('parameter')),
  ]);

const folderOf = (path: string, cwd: string): string => {
  const absolute = path === '-' ? cwd : resolve(cwd, path);
  return look(() => statSync(absolute))?.isDirectory() ? absolute : dirname(absolute);
};
