import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { decode, isText } from './decode.ts';
import type { FoundFile } from './files.ts';
import { canBeScript, isRecipes, isScriptName, isTaskList, isToml } from './files-listing.ts';
import { ParseError } from './tree.ts';

/** Larger than this is no definition that a person wrote or a tool synthesised. */
export const LARGEST = 64 * 1024 * 1024;

/** What the words of our documents look like in bytes: a file without any of them is none of ours, and is not parsed. */
const SIGNS = [
  ...['AWS::', 'actionTypeId', 'containerDefinitions', 'serviceRole', 'AWSTemplateFormatVersion'],
  ...['phases', 'build-(?:list|graph|matrix|fanout)'], // buildspecs
  ...['deploymentGroupInfo', 'deploymentGroupsInfo', 'deploymentGroupName'],
  'deploy:\\s+parameters:', // a samconfig.yaml
  ...['version: 0\\.0', 'os"?: *["\']?(?:[Ll]inux|[Ww]indows)'], // appspecs
  ...['ApplicationStart', 'ApplicationStop', 'BeforeInstall', 'AfterInstall', 'ValidateService'],
  ...['"computePlatform"', '"clusterArn"', '"taskDefinition"', '"repositoryUri"', '"scanType"'],
  ...[
    '"AlarmName"',
    '"FunctionArn"',
    '"FunctionName"',
    '"FunctionVersion"',
    '"ConfigurationSettings"',
    '"ApplicationId"',
    '"GrowthFactor"',
  ],
  ...['"imageUri"', '"ImageURI"', '"ParameterKey"', '"Parameters"'],
  ...['"KeyMetadata"', '"AliasName"', '"TopicArn"', '"EventPattern"', '"EventBusName"', '"EventTypes"', '"EventTypeIds"'],
  ...[
    '"ConnectionArn"',
    '"repositoryMetadata"',
    '"sourceCredentialsInfos"',
    '"serverType"',
    '"fleets"',
    '"reportGroups"',
    '"webhooks?"',
    '"stageStates"',
  ],
  ...['"SecretString"', '"SecretList"', '"VersionIdsToStages"', '"Parameter"', '"StackName"', '"StackSetName"', '"ExportingStackId"'],
  ...['"AssumeRolePolicyDocument"', '"PolicyDocument"', '"PolicyVersion"', '"AttachedPolicies"', '"RoleDetailList"'],
];

/** All of them in one pass: three times as fast as one pass for each. */
const SIGN = new RegExp(SIGNS.join('|'));

/** And what a policy or trust document says that is a file of its own. */
const SIGN_OR_POLICY = new RegExp([...SIGNS, '"Statement"'].join('|'));

/** What a script says that is one of ours. */
const SCRIPT_SIGN =
  /\bsam\s+deploy\b|\baws2?\s(?:.*\s)?(?:cloudformation|cloudwatch|codebuild|codeconnections|codepipeline|codestar-connections|codestar-notifications|deploy|ecr|ecs|iam|lambda|s3api|secretsmanager|sns|ssm)\s/;

/** What a `samconfig.toml` says. */
const TOML_SIGN = /^\s*\[[^\]]+\.deploy\.parameters\]/m;

/** So much of a file says whether it is text. */
const FIRST = 64 * 1024;

/** Files are read into the same place, one after the other: most of them are none of ours. */
let room = Buffer.alloc(0);

/**
 * The text of a file; undefined if it is no text, or nothing in it says that it is one of ours.
 * @param policies Are policy documents ours that are files of their own?
 * @throws an error with a `code` for what cannot be read, ParseError for what is too large
 */
export function readOurs(
  { absolute, text, named = true }: Pick<FoundFile, 'absolute' | 'text'> & Partial<FoundFile>,
  policies = true,
  largest = LARGEST,
): string | undefined {
  const any = policies ? SIGN_OR_POLICY : SIGN;
  if (text !== undefined) return ours(text, signOf(absolute, true, text, any));
  const file = openSync(absolute, 'r');
  try {
    const { size } = fstatSync(file);
    const first = fill(file, 0, size > FIRST ? FIRST : size + 1);
    const sign = signOf(absolute, named, first.toString('latin1', 0, 2), any);
    if (!sign || !isText(first)) return undefined;
    if (size > largest) {
      if (!hasSign(first, sign)) return undefined;
      throw new ParseError(`is larger than ${largest / 1024 / 1024} MB`, 0);
    }
    const bytes = first.length > size || size <= FIRST ? first : fill(file, first.length, size - first.length);
    return isWide(bytes) ? ours(decode(bytes), sign) : hasSign(bytes, sign) ? decode(bytes) : undefined;
  } finally {
    closeSync(file);
  }
}

const ours = (text: string | undefined, sign: RegExp | undefined): string | undefined => (text && sign?.test(text) ? text : undefined);

/** What to look for; nothing in a file without an ending that is no script, unless somebody named it. */
function signOf(path: string, named: boolean, start: string, any: RegExp): RegExp | undefined {
  if (isScriptName(path) || isRecipes(path) || isTaskList(path) || ((named || canBeScript(path)) && start.startsWith('#!')))
    return SCRIPT_SIGN;
  if (isToml(path)) return TOML_SIGN;
  return named || !canBeScript(path) ? any : undefined;
}

/** Read on behind what is there already; the file may have become shorter. @returns all that is there */
function fill(file: number, from: number, count: number): Buffer {
  if (room.length < from + count) {
    const larger = Buffer.allocUnsafe(Math.max(256 * 1024, from + count));
    room.copy(larger, 0, 0, from);
    room = larger;
  }
  let end = from;
  while (end < from + count) {
    const got = readSync(file, room, end, from + count - end, null);
    if (got === 0) break;
    end += got;
  }
  return room.subarray(0, end);
}

/** Every sign is ASCII. */
const hasSign = (bytes: Buffer, sign: RegExp): boolean => sign.test(bytes.toString('latin1'));

/** Perhaps UTF-16, where no sign is to be seen in the bytes. */
const isWide = ([a, b]: Buffer): boolean => a === 0xff || a === 0xfe || a === 0 || b === 0;
