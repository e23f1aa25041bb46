import type { BuildProject } from './build.ts';
import { type Buildspec, commandsOf, ofBatch } from './buildspec.ts';
import { type Call, callOf, hasOption } from './command-words.ts';
import { deedsLike } from './deeds.ts';
import { anyRun, type Run, runsOf } from './run.ts';
import { equals, isOneOf } from './text.ts';
import { all, any, not, type Truth } from './truth.ts';
import { present } from './value.ts';

/** On Lambda there is nothing to keep it in: https://docs.aws.amazon.com/codebuild/latest/userguide/lambda.html */
const LAMBDA = ['LINUX_LAMBDA_CONTAINER', 'ARM_LAMBDA_CONTAINER'];

/** Is a project without a cache, where it could have one? */
export const keepsNothing = ({ cache, environment }: BuildProject): Truth =>
  all(
    any(not(present(cache.type, 'has a cache')), equals(cache.type, 'NO_CACHE', 'has no cache')),
    not(isOneOf(environment.type, LAMBDA, 'Lambda compute')),
  );

/** Does a build with this buildspec, or one of its batch, bring in the packages that a file of the project names? */
export const fetchesDependencies = (buildspec: Buildspec): Truth =>
  ofBatch(buildspec, (one) => anyRun(runsOf(commandsOf(one)).filter(fetches), 'dependencies are fetched here'));

const fetches = ({ command }: Run): boolean =>
  deedsLike(command, 'installs').some(({ packages, runs }) => packages.length === 0 && !runs) || buildsWithPackages(callOf(command));

/** Tools that bring in what a project names before they do anything; not when they are asked who they are, or told to stay offline. */
const buildsWithPackages = ({ program, args }: Call): boolean =>
  /^(mvnw?|gradlew?|sbt)$/.test(program) && !hasOption(args, /^(-v|-h|-o|--(version|help|offline))$/);
