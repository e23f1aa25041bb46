import type { Document } from '../documents/document.ts';
import { isJustfile, isMakefile, isTaskList } from '../documents/files-listing.ts';
import { atOffset } from '../model/location.ts';
import { type Text, written } from '../model/text.ts';
import { makesThings } from './aws-cli/index.ts';
import type { Scanner } from './scanner.ts';
import { justRecipes } from './scripts/justfile.ts';
import { makeRecipes } from './scripts/makefile.ts';
import { packageTexts } from './scripts/package-json.ts';
import { taskTexts } from './scripts/taskfile.ts';

/** A shell script that calls the AWS CLI to make what we read; the recipes of a Makefile or a justfile that do. */
export const script: Scanner = {
  name: 'script',
  accepts: ({ root, text }) => root.kind === 'text' && root.header === 0 && makesThings(text ?? ''),
  scan(document, { linker, context }) {
    linker.shell(textsOf(document), context);
  },
};

function textsOf(document: Document): Text[] {
  const { text = '' } = document;
  const path = pathOf(document);
  const at = (offset: number): ReturnType<typeof atOffset> => atOffset(document.at(''), offset);
  if (isMakefile(path)) return makeRecipes(text, at);
  return isJustfile(path) ? justRecipes(text, at) : [written(document.at(''), text)];
}

/** The scripts of a `package.json` and the tasks of a `Taskfile.yml` that do. */
export const taskList: Scanner = {
  name: 'script',
  accepts: (document) => isTaskList(pathOf(document)) && makesThings(document.text ?? ''),
  scan(document, { linker, context }) {
    const texts = /\.json$/.test(pathOf(document)) ? packageTexts(document) : taskTexts(document);
    linker.shell(texts, context);
  },
};

const pathOf = ({ origin }: Document): string => (origin.kind === 'file' ? origin.path : '');
