import { isInAccount } from './account.ts';
import type { Command } from './command.ts';
import { deployingCommands } from './deploying.ts';
import { oncePer } from './once-per.ts';
import { among, isDeploy, isSource, mayDeploy, ofCommands, oncePerStep, type Pipeline, type Step } from './pipeline.ts';
import { isHole, literalOf, mentions, piecesIn, type Text, written } from './text.ts';
import { hasWord, wordsOf } from './text-words.ts';
import { all, any, asFarAsKnown, NEVER, not, once, type Truth } from './truth.ts';
import { map, through } from './value.ts';
import type { EnvironmentVariable } from './variable.ts';
import { NOWHERE } from './world.ts';

/** What marks production, as the user says it. */
export interface Production {
  /** Whole words of names: `prod`, `production`, `live`. */
  readonly words: readonly string[];
  /** Account numbers, and what each account is called: it is production if its name has one of the words. */
  readonly accounts: ReadonlyMap<string, string>;
}

/** Where the names of what an action deploys to stand, by provider. */
const TARGETS: Readonly<Record<string, string>> = {
  StackName: 'stack',
  StackSetName: 'stack set',
  ClusterName: 'cluster',
  ServiceName: 'service',
  EnvironmentName: 'environment',
  Environment: 'environment',
  DeploymentGroupName: 'deployment group',
  ApplicationName: 'application',
  BucketName: 'bucket',
  FunctionName: 'function',
  FunctionAlias: 'alias',
  TemplateConfiguration: 'template configuration',
};

/** Words that make an environment another one, whatever else its name says. */
const TRIAL =
  'dev develop development test tests testing tst qa uat sit sandbox sbx staging stage stg preprod preproduction nonprod nonprd homolog homologation hml acceptance acc beta alpha gamma int integ integration demo poc pr review preview feature'.split(
    ' ',
  );
/** What production is called; who calls it otherwise says so in the settings, which matters only to whether something is production. */
const USUAL = 'prod production prd live'.split(' ');
/** `non-prod`, `WebNonProd`, `web_preproduction`; a quick look first, and then one at whole words. */
const isNotProduction = (name: string): boolean =>
  /(non|pre|not)[-_ ]?prod/i.test(name) && /(^|-)(non|pre|not)-?prod/.test(wordsOf(name).join('-'));
/** `Production-API-Test` tests production, and is none. */
const TESTS = ['test', 'tests', 'testing', 'tester'];

/** `DEPLOY_ENV: prod`; `NODE_ENV: production` says how to build. */
const ENVIRONMENT = /^(deploy(ment)?_|target_|pipeline_)?(env|environment|stage)(_?name)?$/i;

const says = (text: Text, words: readonly string[], what: string): Truth =>
  all(hasWord(text, words, `${what} is production by its name`), not(asFarAsKnown(hasWord(text, TESTS, 'tests'))));

/** A name says of itself that it is no production. */
export const saysTrial = (text: Text, what: string): Truth =>
  any(
    all(hasWord(text, TRIAL, `${what} is no production`), not(mentions(text, /devops/i, ''))),
    mentions(text, isNotProduction, `${what} is no production`),
  );

/** The words of a name that say which environment it is about: `dev` of `Deploy-Dev`. */
export const environmentsIn = (name: string): readonly string[] =>
  wordsOf(name).filter((word) => TRIAL.includes(word) || USUAL.includes(word));

/** The stage or the action is called production; what nobody can read is none in a stage that is called something else. */
function isCalledProduction({ stage, action }: Step, words: readonly string[]): Truth {
  const own = says(action.name, words, 'the action');
  return any(says(stage.name, words, 'the stage'), asFarAsKnown(own), all(own, not(saysTrial(stage.name, 'the stage'))));
}

/** A step says of itself, or its stage does, that it is another environment than production. */
export const isCalledTrial = oncePerStep(({ stage, action }) =>
  asFarAsKnown(any(saysTrial(stage.name, 'the stage'), saysTrial(action.name, 'the action'))),
);

/** The words of a command that may name an environment: no option's name, no variable of the shell, no assignment. */
const targetOf = ({ text }: Command): Text => ({
  ...map(text, (pieces) =>
    pieces.map((piece) =>
      isHole(piece) ? piece : { ...piece, literal: piece.literal.replace(/(^|[\s;&])(--?[\w-]+|\w+=\S*)|\$\{?\w+\}?/g, ' ') },
    ),
  ),
});

/** What is asked of every name that tells where a step deploys to, beside those of the stage and the action. */
function ofTargets(step: Step, question: (text: Text, what: string) => Truth): Truth {
  const { action } = step;
  const variables = (given: readonly EnvironmentVariable[]): Truth =>
    any(
      ...given
        .filter(({ name }) => ENVIRONMENT.test(literalOf(name) ?? ''))
        .map(({ when, value }) => all(when, question(value, 'the environment'))),
    );
  const ofCommand = (command: Command): Truth => all(command.when, question(targetOf(command), 'the target'));
  return any(
    ...Object.entries(TARGETS)
      .filter(([key]) => action.configuration(key).in(NOWHERE).state !== 'absent')
      .map(([key, what]) => question(action.configuration(key), `the ${what}`)),
    variables(action.variables),
    asFarAsKnown(through(action.project, (project) => variables(project.variables))),
    asFarAsKnown(ofCommands(step, (commands) => any(...deployingCommands(commands).map(ofCommand)))),
  );
}

/** A step works in an account that is production, or in one that is something else; an account that nobody can read is neither. */
function inAccounts({ at, action }: Step, { words, accounts }: Production, wanted: 'production' | 'other'): Truth {
  const roles = [...(action.role.text ? [action.role.text] : []), action.configuration('RoleArn')];
  const targets = action.configuration('DeploymentTargets'); // of a stack set: `Accounts=111122223333,444455556666`
  const worked = [...accounts].map(([account, name]) => {
    const is = says(written(at, name), words, '').in(NOWHERE).is === 'yes' ? 'production' : 'other';
    const because = `account ${account} is ${name}`;
    return is === wanted ? any(...roles.map((role) => isInAccount(role, account, because)), hasWord(targets, [account], because)) : NEVER;
  });
  return asFarAsKnown(any(...worked));
}

/**
 * A step works on production: in an account that is, or by a name that says so. Where the accounts tell nothing, the nearest
 * name wins: what a `Staging` stage deploys to is no production, and a name that nobody can read is none in a `dev` pipeline.
 */
export const isProduction = oncePerMarks((step, marks) => {
  const { words } = marks;
  const { name } = step.pipeline;
  const named = (text: Text, what: string): Truth => {
    const said = says(text, words, what);
    return all(said, any(asFarAsKnown(said), not(asFarAsKnown(saysTrial(text, what))))); // `${Name}-dev`, whatever the name
  };
  const target = ofTargets(step, named);
  const pipeline = all(named(name, 'the pipeline'), not(asFarAsKnown(targetsSayTrial(step))));
  const elsewhere = any(isCalledTrial(step), all(asFarAsKnown(saysTrial(name, 'the pipeline')), not(asFarAsKnown(target))));
  const called = any(isCalledProduction(step, words), all(any(target, pipeline), not(elsewhere)));
  return any(inAccounts(step, marks, 'production'), all(called, not(inAccounts(step, marks, 'other'))));
});

/** A question of a step under some marks, put to each step once: many rules ask it of the same steps. */
function oncePerMarks(question: (step: Step, marks: Production) => Truth): (step: Step, marks: Production) => Truth {
  const under = oncePer((marks: Production) => oncePerStep((step) => question(step, marks)));
  return (step, marks) => under(marks)(step);
}

const targetsSayTrial = oncePerStep((step) => ofTargets(step, saysTrial));

/** A step puts a new version in place in production; unknown also for a build that is called production and cannot be read. */
export const deploysToProduction = oncePerMarks((step, marks) => {
  const called = isCalledProduction(step, marks.words);
  return any(
    all(isDeploy(step), isProduction(step, marks), any(called, not(updatesItself(step)))),
    all(mayDeploy(step), asFarAsKnown(called), not(inAccounts(step, marks, 'other'))),
  );
});

/** The pipeline brings its own stack up to date: no production of anything else. */
function updatesItself({ stage, action }: Step): Truth {
  const own = (text: Text): boolean =>
    piecesIn(text, NOWHERE).length === 1 &&
    piecesIn(text, NOWHERE).some((piece) => isHole(piece) && /\0AWS::StackName$/.test(piece.symbol ?? ''));
  const pipelines = [stage.name, action.name, action.configuration('StackName')].map((name) =>
    hasWord(name, ['pipeline', 'self'], 'updates the pipeline'),
  );
  return own(action.configuration('StackName')) ? not(NEVER) : asFarAsKnown(any(...pipelines));
}

/** Nothing in the pipeline says `prod`. */
const namesNoProduction = oncePer((marks: Production) =>
  oncePer(({ steps }: Pipeline): Truth => {
    const named = steps.map((step) =>
      all(
        step.when,
        not(isSource(step)),
        any(says(step.stage.name, marks.words, 'the stage'), all(isDeploy(step), isProduction(step, marks))),
      ),
    );
    return once(not(asFarAsKnown(any(...named))));
  }),
);

/**
 * Where no name that can be read says what production is, the last deploy of a pipeline is taken for it: the first action
 * that deploys in the last stage that does, unless its names speak of another environment. A guess, to be told with less
 * severity and confidence.
 */
export const isAssumedProduction = oncePerMarks((step, marks) => {
  const deploys = among(step.pipeline, deploysElsewhere);
  const own = deploys.findIndex((deploy) => deploy.step === step);
  if (own < 0) return NEVER;
  const instead = deploys.filter(({ step: other }, i) => other.index > step.index || (other.index === step.index && i < own));
  const names = asFarAsKnown(any(targetsSayTrial(step), saysTrial(step.pipeline.name, 'the pipeline')));
  const trial = any(isCalledTrial(step), names, inAccounts(step, marks, 'other'));
  const last = not(any(...instead.map(({ truth }) => truth)));
  return all(deploysElsewhere(step), last, not(trial), namesNoProduction(marks)(step.pipeline));
});

const deploysElsewhere = oncePerStep((step) => all(isDeploy(step), not(updatesItself(step))));
