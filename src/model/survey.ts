import { answer } from './answer.ts';
import type { Model } from './model.ts';
import { mayDeploy, type Step } from './pipeline.ts';
import { deploysToProduction, isAssumedProduction } from './production.ts';
import { isHole, piecesIn, possibleTexts, shown, type Text, wordsOf } from './text.ts';
import { NOWHERE } from './world.ts';

/** What a configuration would have to say of a repository. */
export interface Survey {
  /** Words that mark a name here as production, of those that usually do. */
  readonly production: readonly string[];
  /** Deploys that are production only because they are the last: what they are called decides. */
  readonly assumed: readonly string[];
  /** Account numbers in ARNs, each with what names it. */
  readonly accounts: ReadonlyMap<string, readonly string[]>;
  /** Parameters of templates that may be production, with their values. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  /** Pipelines that were found. */
  readonly pipelines: readonly string[];
}

/** @param usual Words that mark a name as production. */
export function surveyOf(model: Model, usual: readonly string[]): Survey {
  const pipelines = model.all('pipeline');
  const deploys = pipelines.flatMap(({ steps }) => steps.filter((step) => answer(mayDeploy(step)).is !== 'no'));
  const production = new Set<string>();
  for (const step of deploys) {
    if (answer(deploysToProduction(step, usual)).is !== 'yes') continue;
    for (const word of namesOf(step).flatMap(wordsIn)) if (usual.includes(word)) production.add(word);
  }
  const assumed = deploys.filter((step) => answer(isAssumedProduction(step, usual)).is === 'yes').map(({ path }) => path.join('/'));
  return {
    production: [...production].sort(),
    assumed,
    accounts: accountsOf(model),
    parameters: parametersOf(model, usual),
    pipelines: pipelines.map(({ path }) => path.join('/')),
  };
}

const TARGETS = [
  'StackName',
  'ClusterName',
  'ServiceName',
  'EnvironmentName',
  'DeploymentGroupName',
  'ApplicationName',
  'FunctionName',
  'BucketName',
];

const namesOf = ({ stage, action, pipeline }: Step): Text[] => [
  stage.name,
  action.name,
  pipeline.name,
  ...TARGETS.map(action.configuration),
];

const wordsIn = (text: Text): string[] => (possibleTexts(text, NOWHERE) ?? [literals(text)]).flatMap(wordsOf);

const literals = (text: Text): string =>
  piecesIn(text, NOWHERE)
    .map((piece) => (isHole(piece) ? ' ' : piece.literal))
    .join('');

const ACCOUNT = /\barn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:(\d{12}):/g;

/** Accounts that ARNs of a pipeline and its actions name. */
function accountsOf(model: Model): Map<string, string[]> {
  const accounts = new Map<string, Set<string>>();
  const look = (text: Text, of: string): void => {
    for (const [, account = ''] of shown(piecesIn(text, NOWHERE)).matchAll(ACCOUNT))
      accounts.set(account, (accounts.get(account) ?? new Set()).add(of));
  };
  for (const { path, steps, role } of model.all('pipeline')) {
    if (role.text) look(role.text, path.join('/'));
    for (const { action, path: own } of steps)
      for (const key of ['RoleArn', 'ConnectionArn', 'NotificationArn', 'StateMachineArn']) look(action.configuration(key), own.join('/'));
  }
  return new Map([...accounts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([account, of]) => [account, [...of]]));
}

/** Parameters whose values say `prod`. */
function parametersOf(model: Model, usual: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, allowed, default: fallback } of model.all('parameter')) {
    const values = [...allowed, fallback].flatMap((text) => possibleTexts(text, NOWHERE) ?? []);
    if (values.some((value) => wordsOf(value).some((word) => usual.includes(word))))
      found.set(shown(piecesIn(name, NOWHERE)), [...new Set(values)]);
  }
  return found;
}
