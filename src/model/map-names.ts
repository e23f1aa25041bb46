import type { Action } from './pipeline.ts';
import { piecesIn, shown, type Text } from './text.ts';
import { explore, NOWHERE, type World } from './world.ts';

/** Where the names of what a step works on stand, by provider; the first that is there is told. */
const TARGETS: readonly (readonly string[])[] = [
  ['FullRepositoryId', 'BranchName'],
  ['Owner', 'Repo', 'Branch'],
  ['RepositoryName', 'BranchName', 'ImageTag'],
  ['S3Bucket', 'S3ObjectKey'],
  ['ApplicationName', 'DeploymentGroupName', 'EnvironmentName'],
  ['ClusterName', 'ServiceName'],
  ['StackName'],
  ['StackSetName'],
  ['FunctionName', 'FunctionAlias'],
  ['Application', 'Environment'],
  ['BucketName'],
  ['ClusterName'],
  ['StateMachineArn'],
  ['PipelineName'],
];

/** `table/of/names`, once for each choice that decides what stands there. */
export function targetOf({ configuration }: Action): string {
  const inWorld = (world: World): string => {
    const texts = TARGETS.map((keys) => keys.map((key) => shown(piecesIn(configuration(key), world)))).find(([first]) => first) ?? [];
    return texts.filter(Boolean).join('/');
  };
  return alternatives(TARGETS.flat().map(configuration), inWorld);
}

/** A name as a reader would write it. */
export const words = (text: Text): string => alternatives([text], (world) => shown(piecesIn(text, world)));

/** More ways to read a name than these tell a reader less than the name of the choice. */
const MOST = 3;

/** `CodeCommit or S3`: what is shown in each of the worlds that decide what the texts are, where they are few. */
function alternatives(texts: readonly Text[], inWorld: (world: World) => string): string {
  const open = (world: World) =>
    texts.flatMap((text) => {
      const fact = text.in(world);
      return fact.state === 'unknown' ? fact.because.flatMap(({ choice }) => choice ?? []) : [];
    })[0];
  const { leaves, cut } = explore((world) => world, open, 4 * MOST);
  const found = [...new Set(leaves.map(({ seen }) => inWorld(seen)))].filter(Boolean);
  return cut || found.length > MOST ? inWorld(NOWHERE) : found.join(' or ');
}
