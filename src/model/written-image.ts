import { placeIn, type Redirection, type SimpleCommand, type Word } from './command.ts';
import { thingOfRun } from './command-list.ts';
import { callOf, operandsOf } from './command-words.ts';
import { bareName } from './location.ts';
import type { Run } from './run.ts';
import type { Sequence } from './sequence.ts';
import type { Thing } from './truth.ts';

/** What commands write into a file that tells a deploy action of images. */
export interface WrittenImages extends Thing {
  /** Without folders: `imagedefinitions.json`. */
  readonly file: string;
  /** Of containers, and of images; what the shell fills in stands as it is written. */
  readonly names: readonly string[];
  readonly images: readonly string[];
}

/** Every file with `imageUri` in it, whatever it is called, as the names may be chosen. */
export function writtenImages({ runs, variables }: Sequence): readonly WrittenImages[] {
  return runs.flatMap((run, index) => {
    const file = fileOf(run);
    const words = file && textOf(run.command, (word) => variables.in(word, index));
    if (!file || words === undefined) return [];
    const text = words.replaceAll('\\"', '"');
    const images = valuesOf(text, 'imageUri');
    if (images.length === 0) return [];
    return [{ ...thingOfRun(run, placeIn(run.item, run.command.offset)), file: bareName(file), names: valuesOf(text, 'name'), images }];
  });
}

const valuesOf = (text: string, key: string): string[] =>
  [...text.matchAll(new RegExp(`"${key}"\\s*:\\s*"([^"]*)"`, 'gi'))].map(([, value = '']) => value);

const written = ({ operator, descriptor, to }: Redirection): boolean => /^>/.test(operator) && descriptor === 1 && to !== undefined;

/** `> file`, `| tee file`. */
function fileOf({ command }: Run): string | undefined {
  const to = command.redirections.findLast(written)?.to?.value;
  if (to !== undefined || !command.pipesInto) return to;
  const { program, args } = callOf(command.pipesInto);
  return program === 'tee' ? operandsOf(args)[0]?.value : command.pipesInto.redirections.findLast(written)?.to?.value;
}

/** What is printed, where the command only puts words together. */
function textOf(command: SimpleCommand, fill: (word: Word) => string): string | undefined {
  const { program, args } = callOf(command);
  if (program === 'echo') return args.map(fill).join(' ');
  if (program === 'printf') {
    const [format = '', ...rest] = args.map(fill);
    let next = 0;
    return format.replace(/%[sb]/g, () => rest[next++] ?? '');
  }
  const body = command.redirections.find((one) => one.body)?.body;
  return program === 'cat' && body ? fill(body) : undefined;
}
