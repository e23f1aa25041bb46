import type { Document } from '../documents/document.ts';
import { exact, Node } from '../documents/node.ts';
import type { MapTree } from '../documents/tree.ts';
import { answers } from './answers.ts';
import { appspec } from './appspec.ts';
import { imageDefinitions, templateParameters } from './artifacts.ts';
import { readCalls } from './aws-cli/index.ts';
import { readBuildspecFile } from './buildspec.ts';
import { cloudformation } from './cloudformation/index.ts';
import { iam } from './iam-json.ts';
import { samconfig } from './samconfig.ts';
import type { Scanner } from './scanner.ts';
import { script, taskList } from './script.ts';

const isMap =
  (key: string, ...inner: readonly string[]) =>
  (root: MapTree): boolean => {
    const value = root.entries.get(key)?.value;
    return value?.kind === 'map' && inner.every((one) => value.entries.has(one));
  };
/** A buildspec in a file of its own: what it builds, with its `version` or by names that nothing else has. */
const buildspec: Scanner = {
  name: 'buildspec',
  accepts: ({ root }) =>
    root.kind === 'map' &&
    (isMap('phases')(root)
      ? root.entries.has('version') || hasPhase(root)
      : isMap('batch')(root) && (root.entries.has('version') || hasBatch(root))),
  scan(document, { linker, context }) {
    readBuildspecFile(Node.of(exact, document.root, document.at('')), { linker, context, path: [], references: [] });
  },
};

const hasPhase = (root: MapTree): boolean => ['install', 'pre_build', 'build', 'post_build'].some((phase) => isMap('phases', phase)(root));
const hasBatch = (root: MapTree): boolean =>
  ['build-list', 'build-graph', 'build-matrix', 'build-fanout'].some((kind) => isMap('batch', kind)(root));

const SCANNERS: readonly Scanner[] = [
  cloudformation,
  ...answers,
  buildspec,
  appspec,
  iam,
  imageDefinitions,
  templateParameters,
  samconfig,
  script,
  taskList,
];

/** Reads what is in the document, and what the calls of the AWS CLI make that it runs. */
const withCalls = (scanner: Scanner): Scanner => ({
  ...scanner,
  scan(document, scan) {
    scanner.scan(document, scan);
    const { linker, find } = scan;
    for (let shells = linker.takeShells(); shells.length > 0; shells = linker.takeShells()) {
      for (const { texts, context } of shells) readCalls(texts, { linker, context, path: [], references: [] }, find);
    }
  },
});

const WITH_CALLS = SCANNERS.map(withCalls);

/** The scanner whose document this is; undefined if it is nobody's. */
export const scannerOf = (document: Document): Scanner | undefined => WITH_CALLS.find((scanner) => scanner.accepts(document));
