import { type Location, nameOfOrigin, resourceAt } from '../location.ts';
import type { Named, Need } from '../needs.ts';
import { type Hole, isHole, piecesIn, shown, type Text } from '../text.ts';
import { NOWHERE } from '../world.ts';
import { isOnObjects, type KnownAction, knownAction } from './known-action.ts';
import { isResource } from './waits.ts';

/** How ARNs are written: a template has pseudo parameters for what it cannot know. */
export interface Writing {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** The template that they are written in, and whose names they may use. */
  readonly template?: string;
}

const OUTSIDE: Writing = { partition: 'aws', region: 'REGION', account: 'ACCOUNT' };

/** As it is done where a thing stands. */
export const writingAt = (at: Location): Writing =>
  resourceAt(at) === undefined
    ? OUTSIDE
    : {
        partition: '${AWS::Partition}',
        region: '${AWS::Region}',
        account: '${AWS::AccountId}',
        template: nameOfOrigin(at.source.origin),
      };

/** A name that nobody can read here: to be filled in. */
export const UNKNOWN = 'NAME';

/** By the service and the type in an ARN: the names that stand in its last part, as the configuration of an action calls them. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  'appconfig:application': ['Application'],
  'cloudformation:stack': ['StackName'],
  'codebuild:project': ['ProjectName'],
  'codecommit:*': ['RepositoryName'],
  'codeconnections:connection': ['ConnectionArn'],
  'codedeploy:application': ['ApplicationName'],
  'codedeploy:deploymentgroup': ['ApplicationName', 'DeploymentGroupName'],
  'codepipeline:*': ['PipelineName'],
  'codestar-connections:connection': ['ConnectionArn'],
  'ecr:repository': ['RepositoryName'],
  'ecs:service': ['ClusterName', 'ServiceName'],
  'iam:role': ['RoleArn'],
  'kms:key': ['Key'],
  'lambda:function': ['FunctionName'],
  'secretsmanager:secret': ['Secret'],
  'sns:*': ['NotificationArn'],
  'ssm:parameter': ['Parameter'],
  'states:stateMachine': ['StateMachineArn'],
};

/** What a right is used on, as it would be written in `Resource`: `*` where the action takes no resource. */
export function resourcesOf(action: string, { on, arn }: Need, writing: Writing): readonly string[] {
  if (arn) return [arn];
  const known = knownAction(action);
  const shapes = known?.resources ?? [];
  if (!known || shapes.length === 0) return ['*'];
  if (action.startsWith('s3:')) return [inBucket(known, on, writing)];
  const shape = shapes.find((one) => RESOURCES[keyOf(one)]) ?? shapes[0] ?? '*';
  const names = RESOURCES[keyOf(shape)] ?? [];
  const texts = names.map((name) => wordOf(on?.(name), writing)).map((word) => (isAlias(word) ? undefined : word));
  const whole = texts.find((text, i) => text !== undefined && (isArn(text) || (/Arn$/.test(names[i] ?? '') && /^\$\{[^}]*\}$/.test(text))));
  const secret = action.startsWith('secretsmanager:') ? madeSecret(texts[0], on?.('Secret')) : undefined;
  if (secret) return [secret];
  if (whole !== undefined) return [action.startsWith('secretsmanager:') ? whole.split(':').slice(0, 7).join(':') : whole];
  if (/^(appconfig|ecs):/.test(action) && texts.every((text) => text === undefined)) return ['*'];
  const filled = fill(
    shape,
    texts.map((text) => text && inArn(action, text)),
    writing,
  );
  return action.startsWith('appconfig:') ? withItsParts(filled, writing) : [filled];
}

/** A deployment is of an environment and a profile, and by a strategy: https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-AppConfig.html */
const withItsParts = (application: string, { partition, region, account }: Writing): readonly string[] => [
  application,
  `${application}/*`,
  `arn:${partition}:appconfig:${region}:${account}:deploymentstrategy/*`,
];

/** `Ref` of a secret of the template is its ARN, and of a parameter what somebody gives: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
function madeSecret(word: string | undefined, text: Text | undefined): string | undefined {
  const [reference, name = ''] = /^\$\{(\w+)\}/.exec(word ?? '') ?? [];
  const [first] = text ? piecesIn(text, NOWHERE) : [];
  return first && isResource(name, first.at.source) ? reference : undefined;
}

/** A policy knows a key by its own ARN only: https://docs.aws.amazon.com/kms/latest/developerguide/cmks-in-iam-policies.html */
const isAlias = (word: string | undefined): boolean => word !== undefined && /^(arn:.*:)?alias\//.test(word);

/** A secret's ARN ends in six characters that nobody chooses, and a variable names a key of it; a parameter's begins with one slash. */
const inArn = (action: string, name: string): string =>
  action.startsWith('secretsmanager:') ? `${name.replace(/:.*/, '')}-*` : action.startsWith('ssm:') ? name.replace(/^\//, '') : name;

const keyOf = (shape: string): string => `${shape.split(':')[2]}:${/^(?:[^:]*:){5}([\w-]+|\*)/.exec(shape)?.[1] ?? ''}`;

function inBucket(action: KnownAction, on: Named | undefined, writing: Writing): string {
  const bucket = ['S3Bucket', 'BucketName'].map((name) => wordOf(on?.(name), writing)).find((one) => one !== undefined) ?? UNKNOWN;
  const lies = isOnObjects(action) ? '/*' : '';
  return isArn(bucket) ? `${bucket}${lies}` : `arn:${writing.partition}:s3:::${bucket}${lies}`;
}

/** The text as a template says it; undefined where there is none, and where it cannot be said there. */
export function wordOf(text: Text | undefined, { template }: Writing): string | undefined {
  if (!text || text.in(NOWHERE).state === 'absent') return undefined;
  const pieces = piecesIn(text, NOWHERE);
  const word = shown(pieces);
  return pieces.some((piece) => isHole(piece) && !isReferable(piece, template)) || word.includes('#{') ? undefined : word;
}

/**
 * Only what stands in a template itself has a name there that `Fn::Sub` takes: not what a condition chooses, what another stack
 * exports, and what is resolved when a stack is deployed.
 */
const isReferable = ({ symbol }: Hole, template: string | undefined): boolean =>
  template !== undefined && symbol !== undefined && (symbol.startsWith(`${template}\0`) || /\0AWS::\w+$/.test(symbol));

/** It begins as an ARN does: `${Function.Arn}:live`. */
const isArn = (word: string): boolean => word.startsWith('arn:') || /^\$\{\w*(\.\w*)*A(rn|RN)\}/.test(word);

/** Each wildcard of the last part gets its name; what stands behind the names stays. */
function fill(shape: string, names: readonly (string | undefined)[], { partition, region, account }: Writing): string {
  const [, , service = '', inRegion = '', ofAccount = '', ...rest] = shape.split(':');
  let at = 0;
  const last = rest.join(':').replaceAll('*', () => {
    const name = at < names.length ? (names[at] ?? UNKNOWN) : names.length === 0 && at === 0 ? UNKNOWN : '*';
    at += 1;
    return name;
  });
  return ['arn', partition, service, inRegion && region, ofAccount && account, last].join(':');
}
