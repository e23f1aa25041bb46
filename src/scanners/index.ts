import type { Document } from '../documents/document.ts';
import { api, exact, Node } from '../documents/node.ts';
import type { MapTree } from '../documents/tree.ts';
import { appspec } from './appspec.ts';
import { imageDefinitions, templateParameters } from './artifacts.ts';
import { readBuildspecFile } from './buildspec.ts';
import { cloudformation } from './cloudformation/index.ts';
import { readProject } from './codebuild.ts';
import { readDeploymentGroup } from './codedeploy.ts';
import { readPipeline } from './codepipeline.ts';
import { readTaskDefinition } from './ecs.ts';
import { iam } from './iam-json.ts';
import type { Reader } from './reader.ts';
import type { Scanner } from './scanner.ts';

/** A shape of the AWS command line and API: how to know it, and where in it the nouns stand. */
interface Shape {
  readonly name: string;
  readonly accepts: (root: MapTree) => boolean;
  readonly nouns: (root: Node) => readonly Node[];
  readonly read: Reader;
}

const has =
  (...keys: readonly string[]) =>
  (root: MapTree): boolean =>
    keys.every((key) => root.entries.has(key));
const isMap =
  (key: string, ...inner: readonly string[]) =>
  (root: MapTree): boolean => {
    const value = root.entries.get(key)?.value;
    return value?.kind === 'map' && inner.every((one) => value.entries.has(one));
  };
const isList =
  (key: string, ...inner: readonly string[]) =>
  (root: MapTree): boolean => {
    const value = root.entries.get(key)?.value;
    return value?.kind === 'list' && value.items.some((item) => item.kind === 'map' && inner.every((one) => item.entries.has(one)));
  };

/** What `get-…` prints and `create-…` takes; the next one is one line. */
const SHAPES: readonly Shape[] = [
  { name: 'codepipeline', accepts: isMap('pipeline', 'stages'), nouns: (root) => [root.prop('Pipeline')], read: readPipeline },
  { name: 'codepipeline', accepts: has('stages', 'roleArn'), nouns: (root) => [root], read: readPipeline },
  {
    name: 'codebuild',
    accepts: isList('projects', 'source', 'environment'),
    nouns: (root) => root.prop('Projects').items(),
    read: readProject,
  },
  { name: 'codebuild', accepts: isMap('project', 'source', 'environment'), nouns: (root) => [root.prop('Project')], read: readProject },
  { name: 'codebuild', accepts: has('source', 'environment', 'serviceRole'), nouns: (root) => [root], read: readProject },
  {
    name: 'codedeploy',
    accepts: isMap('deploymentGroupInfo', 'applicationName'),
    nouns: (root) => [root.prop('DeploymentGroupInfo')],
    read: readDeploymentGroup,
  },
  {
    name: 'codedeploy',
    accepts: isList('deploymentGroupsInfo', 'deploymentGroupName'),
    nouns: (root) => root.prop('DeploymentGroupsInfo').items(),
    read: readDeploymentGroup,
  },
  {
    name: 'codedeploy',
    accepts: has('applicationName', 'deploymentGroupName', 'serviceRoleArn'),
    nouns: (root) => [root],
    read: readDeploymentGroup,
  },
  {
    name: 'ecs',
    accepts: isMap('taskDefinition', 'containerDefinitions'),
    nouns: (root) => [root.prop('TaskDefinition')],
    read: readTaskDefinition,
  },
  { name: 'ecs', accepts: isList('containerDefinitions', 'image'), nouns: (root) => [root], read: readTaskDefinition },
];

const answers: readonly Scanner[] = SHAPES.map(({ name, accepts, nouns, read }) => ({
  name,
  accepts: ({ root }) => root.kind === 'map' && accepts(root),
  scan(document, { linker, context }) {
    for (const node of nouns(Node.of(api, document.root, document.at('')))) read(node, { linker, context, path: [], references: [] });
  },
}));

/** A buildspec in a file of its own: `version` and what it builds. */
const buildspec: Scanner = {
  name: 'buildspec',
  accepts: ({ root }) =>
    root.kind === 'map' &&
    (isMap('phases')(root) ? root.entries.has('version') || hasPhase(root) : root.entries.has('version') && isMap('batch')(root)),
  scan(document, { linker, context }) {
    readBuildspecFile(Node.of(exact, document.root, document.at('')), { linker, context, path: [], references: [] });
  },
};

const hasPhase = (root: MapTree): boolean => ['install', 'pre_build', 'build', 'post_build'].some((phase) => isMap('phases', phase)(root));

const SCANNERS: readonly Scanner[] = [cloudformation, ...answers, buildspec, appspec, iam, imageDefinitions, templateParameters];

/** The scanner whose document this is; undefined if it is nobody's. */
export const scannerOf = (document: Document): Scanner | undefined => SCANNERS.find((scanner) => scanner.accepts(document));
