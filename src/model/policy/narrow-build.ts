import type { BuildProject, BuildSource } from '../build.ts';
import type { Buildspec } from '../buildspec.ts';
import { type Location, nameOfOrigin, resourceAt } from '../location.ts';
import { eachOn, type Need, named } from '../needs.ts';
import { hasText, isPlainly, type Text } from '../text.ts';
import { before, behind } from '../text-part.ts';
import { UNKNOWN, type Writing, wordOf } from './arn.ts';

/** https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access-control.html */
const IN_VPC =
  'CreateNetworkInterface CreateNetworkInterfacePermission DeleteNetworkInterface DescribeDhcpOptions DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets DescribeVpcs';

/** https://docs.aws.amazon.com/codebuild/latest/userguide/test-permissions.html */
const REPORTS = 'BatchPutCodeCoverages BatchPutTestCases CreateReport CreateReportGroup UpdateReport';

/** https://docs.aws.amazon.com/codebuild/latest/userguide/sample-ecr.html */
const PULLS = 'BatchCheckLayerAvailability BatchGetImage GetDownloadUrlForLayer';

const GETS = ['s3:GetObject', 's3:GetObjectVersion'];

/**
 * What CodeBuild does with the role of a project before and after its commands: it takes the source and the image, and writes logs,
 * reports, artifacts and what it keeps for the next build.
 * https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html
 */
export function needsOfBuild(project: BuildProject, buildspec: Buildspec | undefined, writing: Writing): readonly Need[] {
  const { source, secondarySources, artifacts, secondaryArtifacts, cache, logs, encryptionKey, environment, vpcs } = project;
  const kept = [artifacts, ...secondaryArtifacts].filter(({ type }) => isPlainly(type, 'S3'));
  return [
    ...[source, ...secondarySources].flatMap((one) => ofSource(one, writing)),
    ...kept.flatMap(({ bucket }) => inBucket(['s3:PutObject'], bucket.text)),
    ...(isPlainly(cache.type, 'S3') ? inBucket(['s3:GetObject', 's3:PutObject'], before('/', cache.location)) : []),
    ...(isPlainly(logs.s3.status, 'ENABLED') ? inBucket(['s3:PutObject'], logs.s3.bucket.text) : []),
    ...(kept.length > 0 && hasText(encryptionKey.id) ? eachOn(['kms:Decrypt', 'kms:GenerateDataKey'], named('Key', encryptionKey.id)) : []),
    ...(buildspec?.reports ?? []).flatMap(({ path }) => ofReport(path.at(-1) ?? '', project, writing)),
    ...(isPlainly(environment.pullCredentials, 'SERVICE_ROLE') ? ofImage(project.image, writing) : []),
    ...(hasText(environment.registryCredential)
      ? eachOn(['secretsmanager:GetSecretValue'], named('Secret', environment.registryCredential))
      : []),
    ...(vpcs.length > 0 ? allOf('ec2', IN_VPC, '*') : []),
  ];
}

/** Actions of one service, each on the same. */
const allOf = (service: string, names: string, arn: string): Need[] =>
  names.split(' ').map((name) => ({ actions: [`${service}:${name}`], arn }));

const inBucket = (actions: readonly string[], bucket: Text | undefined): Need[] =>
  eachOn([...actions, 's3:GetBucketAcl', 's3:GetBucketLocation'], bucket && named('BucketName', bucket));

function ofSource({ type, location, auth }: BuildSource, writing: Writing): Need[] {
  return [
    ...(isPlainly(type, 'S3') ? inBucket(GETS, before('/', location)) : []),
    ...(isPlainly(type, 'CODECOMMIT') ? [{ actions: ['codecommit:GitPull'], arn: repositoryIn(location, writing) }] : []),
    ...(isPlainly(auth.type, 'CODECONNECTIONS') ? withConnection(wordOf(auth.resource, writing) ?? UNKNOWN) : []),
    ...(isPlainly(auth.type, 'SECRETS_MANAGER') ? eachOn(['secretsmanager:GetSecretValue'], named('Secret', auth.resource)) : []),
  ];
}

/** `https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/web`, or what a repository of the template says of itself. */
function repositoryIn(location: Text, writing: Writing): string {
  const { partition, region, account } = writing;
  const word = wordOf(behind('/v1/repos/', location), writing);
  const name = word?.replace(/^\$\{(\w+)\.CloneUrl(Http|Ssh)\}$/, '${$1.Name}');
  return `arn:${partition}:codecommit:${region}:${account}:${name === undefined || name.includes('://') ? UNKNOWN : name}`;
}

/** A connection has the name of its service in its ARN, and there are two. */
function withConnection(arn: string): Need[] {
  const [, service] = /^arn:[^:]*:(code(?:star-)?connections):/.exec(arn) ?? [];
  const services = service === undefined ? ['codeconnections', 'codestar-connections'] : [service];
  return services.flatMap((one) => allOf(one, 'GetConnection GetConnectionToken', arn));
}

/** A group that has a name of its own is called after the project, too: https://docs.aws.amazon.com/codebuild/latest/userguide/test-report-group-naming.html */
function ofReport(name: string, project: BuildProject, writing: Writing): Need[] {
  const { partition, region, account } = writing;
  const own = `arn:${partition}:codebuild:${region}:${account}:report-group/${projectIn(project, writing)}-*`;
  return allOf('codebuild', REPORTS, name.startsWith('arn:') ? name : own);
}

function ofImage(image: Text, writing: Writing): Need[] {
  const { partition, region } = writing;
  const [, account = '', name] =
    /^(.*?)\.dkr\.ecr\..*\.amazonaws\.com(?:\.cn)?\/([^:@]+|\$\{.*?\})/.exec(wordOf(image, writing) ?? '') ?? [];
  if (name === undefined) return [];
  const arn = `arn:${partition}:ecr:${region}:${account}:repository/${name}`;
  return [...allOf('ecr', PULLS, arn), ...allOf('ecr', 'GetAuthorizationToken', '*')];
}

/** What a project is called: CloudFormation makes up a name where its template has none. */
export function projectIn({ name, at }: BuildProject, writing: Writing): string {
  return (hasText(name) ? wordOf(name, writing) : refTo(at, writing)) ?? UNKNOWN;
}

function refTo(at: Location, { template }: Writing): string | undefined {
  const id = resourceAt(at);
  return id !== undefined && template === nameOfOrigin(at.source.origin) ? `\${${id}}` : undefined;
}
