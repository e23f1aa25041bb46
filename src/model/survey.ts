import { accountsIn } from './account.ts';
import { answer } from './answer.ts';
import type { Model } from './model.ts';
import { mayDeploy, type Step } from './pipeline.ts';
import { deploysToProduction, isAssumedProduction, type Production } from './production.ts';
import { isHole, piecesIn, possibleTexts, shown, type Text } from './text.ts';
import { wordsOf } from './text-words.ts';
import { NOWHERE } from './world.ts';

/** What a configuration would have to say of a repository. */
export interface Survey {
  /** Words that mark a name here as production, of those that usually do. */
  readonly production: readonly string[];
  /** Deploys that are production only because they are the last: what they are called decides. */
  readonly assumed: readonly string[];
  /** By number, in order. */
  readonly accounts: readonly SurveyedAccount[];
  /** Parameters of templates that may be production, with their values. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  /** Pipelines that were found. */
  readonly pipelines: readonly string[];
}

/** An account that a role's ARN names. */
export interface SurveyedAccount {
  readonly account: string;
  /** Who names it: pipelines, actions, roles. */
  readonly namedBy: readonly string[];
  /** A deploy to production works there, by its names. */
  readonly production: boolean;
}

/** @param usual What marks production where nobody says otherwise. */
export function surveyOf(model: Model, usual: Production): Survey {
  const pipelines = model.all('pipeline');
  const deploys = pipelines.flatMap(({ steps }) => steps.filter((step) => answer(mayDeploy(step)).is !== 'no'));
  const production = new Set<string>();
  const reached = deploys.filter((step) => answer(deploysToProduction(step, usual)).is === 'yes');
  for (const step of reached) {
    for (const word of namesOf(step).flatMap(wordsIn)) if (usual.words.includes(word)) production.add(word);
  }
  const assumed = deploys.filter((step) => answer(isAssumedProduction(step, usual)).is === 'yes').map(({ path }) => path.join('/'));
  return {
    production: [...production].sort(),
    assumed,
    accounts: accountsOf(model, reached),
    parameters: parametersOf(model, usual.words),
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

/** Accounts that the roles of pipelines and actions are in, and those that roles are trusted by or may go to. */
function accountsOf(model: Model, reached: readonly Step[]): SurveyedAccount[] {
  const accounts = new Map<string, Map<string, boolean>>();
  const look = (text: Text | undefined, by: readonly string[], production = false): void => {
    for (const account of text ? accountsIn(piecesIn(text, NOWHERE)) : []) {
      const named = accounts.get(account) ?? new Map<string, boolean>();
      accounts.set(account, named.set(by.join('/'), production));
    }
  };
  for (const { path, steps, role } of model.all('pipeline')) {
    look(role.text, path);
    for (const step of steps) {
      for (const text of [step.action.role.text, step.action.configuration('RoleArn')]) look(text, step.path, reached.includes(step));
    }
  }
  for (const { path, role } of model.all('project')) look(role.text, path);
  for (const { path, trust, policies } of model.all('role')) {
    for (const { text } of trust.flatMap(({ principals }) => principals)) look(text, path);
    for (const { text } of policies().flatMap(({ statements }) => statements.flatMap(({ resources }) => resources)))
      if (/:role\//.test(literals(text))) look(text, path);
  }
  return [...accounts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, named]) => ({ account, namedBy: [...named.keys()], production: [...named.values()].includes(true) }));
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
