import type { DeploymentGroup } from './deployment.ts';
import type { Role } from './identity.ts';
import type { ImageRepository } from './image.ts';
import { type Link, referrers } from './link.ts';
import type { Source } from './location.ts';
import { oncePer } from './once-per.ts';
import type { Bucket } from './storage.ts';
import { push } from './table.ts';
import type { Text } from './text.ts';
import { all, any, asFarAsKnown, type Thing, type Truth } from './truth.ts';
import { ask, isGiven, type Value } from './value.ts';
import type { EnvironmentVariable } from './variable.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html, and SAM's `AWS::Serverless::Function` */
export interface LambdaFunction extends Thing {
  readonly name: Text;
  /** `nodejs22.x`; absent for an image. */
  readonly runtime: Text;
  /** `Zip` (or absent) or `Image`. */
  readonly packageType: Text;
  readonly code: FunctionCode;
  readonly variables: readonly EnvironmentVariable[];
  readonly role: Link<Role>;
}

/** Where the code comes from. An answer of the API tells it of images only; of all else it is unknown. */
export interface FunctionCode {
  readonly image: Text;
  readonly repository: Link<ImageRepository>;
  readonly bucketName: Text;
  readonly bucket: Link<Bucket>;
  readonly key: Text;
  /** Of the object in a versioned bucket. */
  readonly version: Text;
  /** The source itself, in the template. */
  readonly inline: Text;
}

/** Functions that are called before and after the traffic moves. */
export interface TrafficHooks {
  readonly before: Link<LambdaFunction>;
  readonly after: Link<LambdaFunction>;
}

export interface FunctionVersion extends Thing {
  /** A number; unknown in a template, where it is only made. */
  readonly version: Text;
  readonly function: Link<LambdaFunction>;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_AliasConfiguration.html */
export interface FunctionAlias extends Thing {
  readonly name: Text;
  readonly function: Link<LambdaFunction>;
  /** A number, or `$LATEST`. */
  readonly version: Text;
  readonly versionLink: Link<FunctionVersion>;
  readonly weights: readonly VersionWeight[];
  /**
   * CodeDeploy shifts the traffic, as this group says; absent where it moves at once:
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
   */
  readonly deploymentGroup: Link<DeploymentGroup>;
  readonly hooks: TrafficHooks;
}

/** A share of the traffic, from 0 to 1, that another version gets. */
export interface VersionWeight extends Thing {
  readonly version: Text;
  readonly weight: Value<number>;
}

/** The function whose deployments a group makes, where SAM makes the group: it stands in no template. */
export function functionOf({ at }: DeploymentGroup, functions: readonly LambdaFunction[]): LambdaFunction | undefined {
  const here = functionsIn(functions).get(at.source);
  let pointer = at.pointer;
  while (pointer && !here?.has(pointer)) pointer = pointer.replace(/\/[^/]*$/, '');
  return here?.get(pointer);
}

/** By their document and their place in it. */
const functionsIn = oncePer((functions: readonly LambdaFunction[]): ReadonlyMap<Source, ReadonlyMap<string, LambdaFunction>> => {
  const found = new Map<Source, Map<string, LambdaFunction>>();
  for (const one of functions) found.set(one.at.source, (found.get(one.at.source) ?? new Map()).set(one.at.pointer, one));
  return found;
});

/** Before an alias gets the traffic of a new version by this group, a function is called that may try it. */
export const isTriedFirst = (group: DeploymentGroup, aliases: readonly FunctionAlias[]): Truth =>
  any(
    ...shiftedBy(aliases)(group).map(({ when, deploymentGroup, hooks: { before } }) =>
      all(
        when,
        asFarAsKnown(ask(deploymentGroup, (found) => (found === group ? 'yes' : 'no'), 'shifts the traffic of an alias')),
        isGiven(before.text ?? before, 'is tried before it gets the traffic'),
      ),
    ),
  );

const shiftedBy = oncePer((aliases: readonly FunctionAlias[]) => referrers(aliases, ({ deploymentGroup }) => deploymentGroup));

/** Of all functions; what stands in SAM's `Globals` once, in the worlds of every function that gets it. */
export function variablesOfFunctions(functions: readonly LambdaFunction[]): readonly EnvironmentVariable[] {
  const places = new Map<Source, Map<string, EnvironmentVariable[]>>();
  for (const variable of functions.flatMap(({ variables }) => variables)) {
    const { source, pointer } = variable.at;
    const here = places.get(source) ?? new Map<string, EnvironmentVariable[]>();
    push(here, pointer, variable);
    places.set(source, here);
  }
  return [...places.values()]
    .flatMap((here) => [...here.values()])
    .flatMap(([first, ...others]) => (first ? { ...first, when: any(first.when, ...others.map(({ when }) => when)) } : []));
}
