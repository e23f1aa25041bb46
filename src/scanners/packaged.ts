import { posix } from 'node:path';
import type { PackagedTemplate } from '../model/buildspec.ts';
import { type Command, placeIn, type Word } from '../model/command.ts';
import { callOf, optionOf } from '../model/command-words.ts';
import { piecesIn, shown, written } from '../model/text.ts';
import { NOWHERE } from '../model/world.ts';
import type { Linker } from './linker.ts';
import { directoryAt, folder } from './scripts/directory.ts';

/** The AWS CLI takes the beginning of an option's name, too, and tutorials write it so. */
const TEMPLATE = /^(-t|--template(-file)?)$/;
const OUTPUT = /^--output-template(-file)?$/;

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
      // SAM takes what it has built, or else what it would build of.
      const source = from?.value ?? (program === 'sam' ? 'template.yaml' : undefined);
      const path = source && folder(source.replace(/^\.aws-sam\/build\//, ''), directoryAt(run, item, commands.slice(0, nth)));
      if (!path) return [];
      const thing = { at: placeIn(item, (from ?? run).offset), when: item.when, path: item.path };
      const text = written(thing.at, path.replace(/^\//, ''));
      return [{ ...thing, file: posix.basename(output), template: linker.file('template', thing, text, 'packaged by a build') }];
    });
  });
}

const plain = (word: Word | undefined): string | undefined => (word && word.expansions.length === 0 ? word.value : undefined);
