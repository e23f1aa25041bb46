import type { BuildArtifacts, BuildProject } from './build.ts';
import { equals, isOneOf, isTrue, matches } from './text.ts';
import { ALWAYS, all, any, asFarAsKnown, NEVER, not, type Truth, yes } from './truth.ts';
import { through } from './value.ts';

/** A site that is served from the bucket is meant to be replaced: it lies at the root, or is left unencrypted for it. */
const isSite = ({ name, encryptionDisabled }: BuildArtifacts): Truth =>
  asFarAsKnown(any(isOneOf(name, ['/', '.'], 'lies at the root of the bucket'), isTrue(encryptionDisabled, 'is left unencrypted')));

/** The buildspec makes a name, and something in it is filled in: `web-$CODEBUILD_BUILD_NUMBER`. */
const namesItself = ({ buildspec }: BuildProject, { overrideName }: BuildArtifacts): Truth =>
  all(
    isTrue(overrideName, 'the buildspec gives the name'),
    not(asFarAsKnown(through(buildspec, ({ artifacts }) => matches(artifacts.name, /^[^$`]+$/, 'the buildspec gives one fixed name')))),
  );

/** A buildspec that names no files gives nothing to the bucket. */
const givesNone = ({ buildspec }: BuildProject): Truth =>
  asFarAsKnown(
    through(buildspec, ({ artifacts }) =>
      [artifacts, ...artifacts.secondary].some(({ files }) => files.length > 0)
        ? NEVER
        : yes({ at: artifacts.at, text: 'the buildspec names no files' }),
    ),
  );

/** CodePipeline puts what its actions build into its own store, whatever the project says. */
const isRunByPipeline = ({ users }: BuildProject): boolean => users().some(({ as }) => as === 'run by an action');

/** Does every build put its artifact in the place of the last one, so that it is gone? */
export const isOverwritten = (project: BuildProject, artifacts: BuildArtifacts): Truth =>
  all(
    isRunByPipeline(project) ? NEVER : ALWAYS,
    equals(artifacts.type, 'S3', 'goes to a bucket'),
    not(equals(artifacts.namespace, 'BUILD_ID')),
    not(namesItself(project, artifacts)),
    not(givesNone(project)),
    not(isSite(artifacts)),
    not(through(artifacts.bucket, ({ versioning }) => equals(versioning, 'Enabled', 'the bucket keeps versions'))),
  );
