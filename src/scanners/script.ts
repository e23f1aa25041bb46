import { written } from '../model/text.ts';
import { makesThings } from './aws-cli/index.ts';
import type { Scanner } from './scanner.ts';

/** A shell script that calls the AWS CLI to make what we read. */
export const script: Scanner = {
  name: 'script',
  accepts: ({ root, text }) => root.kind === 'text' && root.header === 0 && makesThings(text ?? ''),
  scan(document, { linker, context }) {
    linker.shell([written(document.at(''), document.text ?? '')], context);
  },
};
