import { posix } from 'node:path';
import type { PackagedTemplate } from '../model/buildspec.ts';
import { type Command, placeIn, type SimpleCommand, type Word } from '../model/command.ts';
import { callOf, optionOf } from '../model/command-words.ts';
import { piecesIn, shown, written } from '../model/text.ts';
import { NOWHERE } from '../model/world.ts';
import type { Linker } from './linker.ts';
import { directoryAt, folder } from './scripts/directory.ts';

/** The AWS CLI takes the beginning of an option's name, too, and tutorials write it so. */
const TEMPLATE = /^(-t|--template(-file)?)$/;
const OUTPUT = /^--output-template(-file)?$/;

/** Where SAM puts what it has built, unless told otherwise. */
const BUILT = '.aws-sam/build';
const BUILD_FOLDER = /^(-b|--build-dir)$/;

/** What SAM takes where it is told nothing, the first that is there. */
const BY_DEFAULT = ['template.yaml', 'template.yml', 'template.json'] as const;

/**
 * The templates that commands write anew, with their code in a bucket, as far as their names are written out:
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html,
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-package.html
 */
export function packagedBy(commands: readonly Command[], linker: Linker): readonly PackagedTemplate[] {
  return commands.flatMap((item, nth) => {
    if (!shown(piecesIn(item.text, NOWHERE)).includes('--output-template')) return []; // most need not be taken apart now
    return item.runs.flatMap((run): PackagedTemplate[] => {
      if (!run.words.includes('package')) return [];
      const { program, args } = callOf(run);
      const isPackage = program === 'sam' || (program === 'aws' && args.some(({ value }) => value === 'cloudformation'));
      const output = isPackage ? plain(optionOf(args, OUTPUT)) : undefined;
      if (output === undefined) return [];
      const from = optionOf(args, TEMPLATE);
      const place = { run, item, nth };
      const here = folderOf(place, commands);
      const path = program === 'sam' ? sourceOfSam(from?.value, { ...place, here }, commands, linker) : from && folder(from.value, here);
      if (!path) return [];
      const thing = { at: placeIn(item, (from ?? run).offset), when: item.when, path: item.path };
      const text = written(thing.at, fromRoot(path));
      const to = folder(output, here) ?? posix.basename(output);
      return [{ ...thing, output: fromRoot(to), template: linker.file('template', thing, text, 'packaged by a build') }];
    });
  });
}

interface Place {
  readonly run: SimpleCommand;
  readonly item: Command;
  /** Of the item among all. */
  readonly nth: number;
}

const folderOf = ({ run, item, nth }: Place, commands: readonly Command[]) => directoryAt(run, item, commands.slice(0, nth));

/** SAM takes what it has built, and else a template of the repository. @returns its path; undefined where nobody can tell */
function sourceOfSam(
  from: string | undefined,
  { here, ...place }: Place & { readonly here: string | undefined },
  commands: readonly Command[],
  linker: Linker,
): string | undefined {
  const taken = folder(posix.dirname(from ?? `${BUILT}/template.yaml`), here);
  const build = buildsBefore(place, commands).findLast((one) => {
    const { args } = callOf(one.run);
    return taken !== undefined && taken === folder(optionOf(args, BUILD_FOLDER)?.value ?? BUILT, folderOf(one, commands));
  });
  const named = build ? optionOf(callOf(build.run).args, TEMPLATE)?.value : from?.replace(/^(\.\/)?\.aws-sam\/build\//, '');
  const of = build ? folderOf(build, commands) : here;
  if (named !== undefined) return folder(named, of);
  const { origin } = place.item.at.source;
  const paths = BY_DEFAULT.flatMap((name) => folder(name, of) ?? []);
  return paths.find((path) => origin.kind === 'file' && linker.repository.find(origin.path, fromRoot(path)).length > 0) ?? paths[0];
}

/** Where `sam build` ran before. */
function buildsBefore({ run, item, nth }: Place, commands: readonly Command[]): readonly Place[] {
  const runs = commands.slice(0, nth + 1).flatMap((other, i) => other.runs.map((one) => ({ run: one, item: other, nth: i })));
  const until = runs.findIndex((one) => one.run === run && one.item === item);
  return runs.slice(0, until).filter((one) => callOf(one.run).program === 'sam' && callOf(one.run).args[0]?.value === 'build');
}

const fromRoot = (path: string): string => path.replace(/^\//, '');

const plain = (word: Word | undefined): string | undefined => (word && word.expansions.length === 0 ? word.value : undefined);
