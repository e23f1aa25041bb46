import { api, Node } from '../documents/node.ts';
import type { MapTree } from '../documents/tree.ts';
import { readProject } from './codebuild.ts';
import { readApplication, readDeploymentConfig, readDeploymentGroup } from './codedeploy.ts';
import { readPipeline } from './codepipeline.ts';
import { readRegistry, readRepository } from './ecr.ts';
import { readCluster, readService, readTaskDefinition } from './ecs.ts';
import type { Reader } from './reader.ts';
import type { Scanner } from './scanner.ts';

/** A shape of the AWS command line and API: how to know it, and where in it the nouns stand. */
interface Shape {
  readonly name: string;
  readonly accepts: (root: MapTree) => boolean;
  readonly nouns: (root: Node) => readonly Node[];
  readonly read: Reader;
}

const has = (tree: MapTree, keys: readonly string[]): boolean => keys.every((key) => tree.entries.has(key));

/** The noun itself, known by these keys. */
const itself = (name: string, keys: readonly string[], read: Reader): Shape => ({
  name,
  accepts: (root) => has(root, keys),
  nouns: (root) => [root],
  read,
});

/** One noun under a key, known by keys of its own. */
const one = (name: string, key: string, keys: readonly string[], read: Reader): Shape => ({
  name,
  accepts(root) {
    const value = root.entries.get(key)?.value;
    return value?.kind === 'map' && has(value, keys);
  },
  nouns: (root) => [root.key(key)],
  read,
});

/** A list of nouns under a key; one with these keys tells what the others are too. */
const many = (name: string, key: string, keys: readonly string[], read: Reader): Shape => ({
  name,
  accepts(root) {
    const value = root.entries.get(key)?.value;
    return value?.kind === 'list' && value.items.some((item) => item.kind === 'map' && has(item, keys));
  },
  nouns: (root) => root.key(key).items(),
  read,
});

/** What `get-…` prints and `create-…` takes; the next one is one line. */
const SHAPES: readonly Shape[] = [
  one('codepipeline', 'pipeline', ['stages'], readPipeline),
  itself('codepipeline', ['stages', 'roleArn'], readPipeline),
  many('codebuild', 'projects', ['source', 'environment'], readProject),
  one('codebuild', 'project', ['source', 'environment'], readProject),
  itself('codebuild', ['source', 'environment', 'serviceRole'], readProject),
  one('codedeploy', 'deploymentGroupInfo', ['applicationName'], readDeploymentGroup),
  many('codedeploy', 'deploymentGroupsInfo', ['deploymentGroupName'], readDeploymentGroup),
  itself('codedeploy', ['applicationName', 'deploymentGroupName', 'serviceRoleArn'], readDeploymentGroup),
  one('codedeploy', 'application', ['applicationName'], readApplication),
  many('codedeploy', 'applicationsInfo', ['applicationName'], readApplication),
  one('codedeploy', 'deploymentConfigInfo', ['deploymentConfigName'], readDeploymentConfig),
  many('ecs', 'services', ['serviceName', 'clusterArn'], readService),
  itself('ecs', ['serviceName', 'taskDefinition'], readService),
  many('ecs', 'clusters', ['clusterName'], readCluster),
  one('ecs', 'taskDefinition', ['containerDefinitions'], readTaskDefinition),
  { ...many('ecs', 'containerDefinitions', ['image'], readTaskDefinition), nouns: (root) => [root] },
  many('ecr', 'repositories', ['repositoryName', 'repositoryUri'], readRepository),
  one('ecr', 'repository', ['repositoryName', 'repositoryUri'], readRepository),
  { ...one('ecr', 'scanningConfiguration', ['scanType'], readRegistry), nouns: (root) => [root] },
];

export const answers: readonly Scanner[] = SHAPES.map(({ name, accepts, nouns, read }) => ({
  name,
  accepts: ({ root }) => root.kind === 'map' && accepts(root),
  scan(document, { linker, context }) {
    for (const node of nouns(Node.of(api, document.root, document.at('')))) read(node, { linker, context, path: [], references: [] });
  },
}));
