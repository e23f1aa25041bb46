import type { BuildProject } from './build.ts';
import type { BuildWebhook, FilterGroup } from './build-webhook.ts';
import { commandsOf } from './buildspec.ts';
import type { Command } from './command.ts';
import { commandsDeploy, deployingCommands, isCalledRelease } from './deploying.ts';
import { saysTrial } from './production.ts';
import { equals, isOneOf, isTrue, matches, mentions } from './text.ts';
import type { EventFilter } from './trigger.ts';
import { all, any, asFarAsKnown, not, type Thing, type Truth } from './truth.ts';
import { present, through } from './value.ts';

/**
 * A pull request starts the pipeline as soon as it is opened, or changed; one that is closed may have been merged.
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html
 */
export const isBeforeMerge = ({ events }: EventFilter): Truth =>
  any(
    not(any(...events.map(({ when }) => when))),
    ...events.map(({ when, text }) => all(when, isOneOf(text, ['OPEN', 'UPDATED'], 'not merged yet'))),
  );

/** https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html */
const UNMERGED = /\bPULL_REQUEST_(CREATED|UPDATED|REOPENED)\b/;

const letsIn = ({ filters }: FilterGroup): Truth =>
  any(
    ...filters.map(({ when, type, pattern, exclude }) =>
      all(when, equals(type, 'EVENT'), not(isTrue(exclude, '')), matches(pattern, UNMERGED, 'not merged yet')),
    ),
  );

/** What lets a pull request that is not merged start a build: groups of filters, or the webhook itself where it has none. */
export const waysIn = (webhook: BuildWebhook): readonly { readonly thing: Thing; readonly truth: Truth }[] => [
  ...webhook.groups.map((group) => ({ thing: group, truth: all(webhook.when, group.when, letsIn(group)) })),
  {
    thing: webhook,
    truth: all(webhook.when, not(any(...webhook.groups.map(({ when }) => when))), not(present(webhook.branchFilter, 'names branches'))),
  },
];

/** The build looks at what started it, or which branch it is of: then it may well deploy for some only. */
const asks = (command: Command): Truth =>
  all(
    command.when,
    asFarAsKnown(mentions(command.text, /CODEBUILD_(WEBHOOK_|SOURCE_VERSION)|branch|head_ref|pull/i, 'asks what it builds')),
  );

const isTrial = (command: Command): Truth => all(command.when, asFarAsKnown(saysTrial(command.text, 'the target')));

/** A build of the project puts a new version in place, whatever started it, and nothing says that it is only for a trial. */
export const deploysWhatever = ({ name, buildspec }: BuildProject): Truth =>
  asFarAsKnown(
    through(buildspec, (known) => {
      const commands = commandsOf(known);
      return all(
        commandsDeploy(commands, isCalledRelease(name)),
        not(any(...commands.map(asks))),
        not(any(...deployingCommands(commands).map(isTrial))),
        not(saysTrial(name, 'the project')),
      );
    }),
  );
