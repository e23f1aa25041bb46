import { written } from '../../model/text.ts';
import { ALWAYS } from '../../model/truth.ts';
import { inOrder } from '../commands.ts';
import { LONGEST } from '../shell.ts';
import type { Read } from './index.ts';
import { PlainText } from './plain-text.ts';

/** A script that a shell runs: one item, as if it stood in a block of the list. */
export const shellScript: Read = ({ path, text }, { errexit }, follow) => {
  const shebang = /^#!\s*(\S*)(.*)/.exec(text);
  if (shebang && !/(^|[\s/])(ba|z|da|k|a)?sh\b/.test(shebang[0])) return `${path} is written for another program than a shell`;
  if (!shebang && /\.(py|rb|js|mjs|cjs|ts|pl|php|ps1|psm1|groovy)$/.test(path))
    return `${path} is written for another program than a shell`;
  if (text.length > LONGEST) return `${path} is too long to be read`;
  const at = new PlainText(path, text).at(0);
  const thing = { at, when: ALWAYS, path: [path] };
  const stops = errexit === true || /\s-\w*e/.test(shebang?.[2] ?? '');
  return { title: path, commands: inOrder([{ thing, text: written(at, text) }], { phase: '', errexit: stops, follow }), ...thing };
};
