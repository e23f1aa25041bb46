import type { SimpleCommand } from '../command.ts';
import { deploying } from '../command-deploying.ts';
import { operandsOf } from '../command-words.ts';
import type { Deploys, Publishes } from '../deed.ts';
import { toolOf } from './tool.ts';

/** The words, after the program and without options, that give a package to others. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  npm: /^publish( |$)/,
  yarn: /^(npm )?publish( |$)/,
  pnpm: /^publish( |$)/,
  bun: /^publish( |$)/,
  lerna: /^publish( |$)/,
  changeset: /^publish( |$)/,
  'semantic-release': /^/,
  twine: /^upload( |$)/,
  poetry: /^publish( |$)/,
  flit: /^publish( |$)/,
  hatch: /^publish( |$)/,
  uv: /^publish( |$)/,
  mvn: /(^| )(\S*:)?(deploy|release:perform)( |$)/,
  mvnw: /(^| )(\S*:)?(deploy|release:perform)( |$)/,
  gradle: /(^| |:)(publish(?!ToMavenLocal)\w*|uploadArchives)( |$)/,
  gradlew: /(^| |:)(publish(?!ToMavenLocal)\w*|uploadArchives)( |$)/,
  gem: /^push( |$)/,
  cargo: /^publish( |$)/,
  dotnet: /^nuget push( |$)/,
  nuget: /^push( |$)/,
  helm: /^(push|cm-push)( |$)/,
  mix: /^hex\.publish( |$)/,
  sam: /^publish( |$)/,
  gh: /^release (create|upload)( |$)/,
  goreleaser: /^release( |$)/,
  jfrog: /^rt (u|upload)( |$)/,
  jf: /^rt (u|upload)( |$)/,
  aws: /^(lambda publish-(version|layer-version)|codeartifact publish-package-version|serverlessrepo create-application-version)( |$)/,
};

const OPTION_VALUES =
  /^(--(region|profile|output|endpoint-url|registry|tag|repository|repository-url|access|acl|cache-control|content-[a-z]+|exclude|include|expires|grants|metadata|metadata-directive|sse|sse-kms-key-id|storage-class)|-[nCru])$/;

export function publishDeeds(command: SimpleCommand): readonly (Publishes | Deploys)[] {
  const { program, args } = toolOf(command);
  const operands = operandsOf(args, OPTION_VALUES);
  const said = operands.map(({ value }) => value).join(' ');
  const only = args.some(({ value }) => /^--(dry-run(=true)?|dryrun|help)$/.test(value));
  const does = deploying(command);
  const deed: Deploys[] = does === 'yes' ? [{ does: 'deploys' }] : does === 'removes' ? [{ does: 'removes' }] : [];
  if (only) return deed;
  if (program === 'aws' && /^s3 (sync|cp|mv) .*s3:\/\/|^s3api (put-object|upload-part|copy-object)( |$)|^deploy push( |$)/.test(said)) {
    const to = operands.filter(({ value }) => value.startsWith('s3://')).slice(-1);
    const reads = /^s3 /.test(said) && !operands.at(-1)?.value.startsWith('s3://') && !isUnknown(operands.at(-1)?.value);
    return reads ? deed : [...deed, { does: 'publishes', what: 'files', to }];
  }
  const gives = Object.hasOwn(PACKAGES, program) && PACKAGES[program]?.test(said);
  return gives ? [...deed, { does: 'publishes', what: 'package', to: [] }] : deed;
}

const isUnknown = (word: string | undefined): boolean => word?.startsWith('$') ?? false;
