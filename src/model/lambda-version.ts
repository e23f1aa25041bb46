import type { FunctionAlias } from './lambda.ts';
import type { Action } from './pipeline.ts';
import { saysTrial } from './production.ts';
import { equals, isOneOf } from './text.ts';
import { hasWord } from './text-words.ts';
import { all, any, asFarAsKnown, not, type Truth } from './truth.ts';
import { present } from './value.ts';

/** The one version that changes: https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html */
const LATEST = '$LATEST';

/** Does an alias lead to the code that was uploaded last? A version of the template has a number, whichever. */
export const pointsToLatest = ({ version, versionLink }: FunctionAlias): Truth =>
  all(not(asFarAsKnown(present(versionLink, 'a version that is published'))), equals(version, LATEST, 'the version that changes'));

/** Its name says that it is there to try what is newest. */
export const isTrialAlias = ({ name }: FunctionAlias): Truth =>
  asFarAsKnown(any(saysTrial(name, 'the alias'), hasWord(name, ['latest', 'newest', 'head', 'snapshot'], 'is called so')));

const isLambdaDeploy = ({ category, provider }: Action): Truth =>
  all(isOneOf(category, ['Deploy'], ''), isOneOf(provider, ['Lambda'], 'Lambda deploy action'));

/** Is the version that an alias is to get the one that changes? */
export const deploysLatest = (action: Action): Truth =>
  all(isLambdaDeploy(action), equals(action.configuration('PublishedTargetVersion'), LATEST, 'the version that changes'));

/**
 * Without an alias the action uploads to `$LATEST`, and shifts no traffic:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-LambdaDeploy.html
 */
export const deploysWithoutAlias = (action: Action): Truth =>
  all(isLambdaDeploy(action), not(present(action.configuration('FunctionAlias'), 'names an alias')));
