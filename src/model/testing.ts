import type { BuildProject } from './build.ts';
import { type Buildspec, commandsOf, ofBatch } from './buildspec.ts';
import type { Command } from './command.ts';
import { testing } from './command-testing.ts';
import { isCalledDeploy, runsBeforeDeploy } from './deploying.ts';
import { startedAfter } from './invoked.ts';
import { oncePer } from './once-per.ts';
import {
  isBuild,
  isCommands,
  isInvoke,
  isTestAction,
  ofCommands,
  type Pipeline,
  precededBy,
  type Stage,
  type StageCondition,
  type Step,
} from './pipeline.ts';
import { anyRun, isRun, type Run, runsOf, stopsBuild } from './run.ts';
import { testRuns } from './test-run.ts';
import { equals, isOneOf } from './text.ts';
import { all, any, asFarAsKnown, NEVER, not, once, type Truth, unknown, yes } from './truth.ts';
import { through } from './value.ts';
import type { Note } from './world.ts';

/** Does one of these commands run tests whose failure stops the build? Unknown where one runs something nobody read. */
function runTests(commands: readonly Command[], counts: (run: Run) => boolean = () => true): Truth {
  const runs = runsOf(commands).filter(counts);
  return any(
    ...testRuns(runs).map((run) => all(isRun(run), stopsBuild(run), yes({ at: run.at, text: 'tests run here' }))),
    ...runs.filter(mayTest).map((run) => all(isRun(run), stopsBuild(run), unknown(doubtOf(run)))),
    ...commands.map((command) => all(command.when, opaque(command))),
  );
}

/** Does one of these commands run tests, or something that may, whether its failure counts or not? What may counts as yes. */
export const mayRunTests = (commands: readonly Command[]): Truth => {
  const runs = runsOf(commands);
  const found = anyRun([...testRuns(runs), ...runs.filter(mayTest)], 'tests run here');
  return any(found, ...commands.map((command) => all(command.when, opaque(command))));
};

const mayTest = ({ command, script }: Run): boolean => !script && testing(command) === 'maybe';

const doubtOf = ({ at, command, unread }: Run): Note => ({
  at,
  text: `\`${command.words[0] ?? ''}\` may run tests`,
  settle: unread?.settle ?? '',
});

/** A command whose text is not known may be anything. */
const opaque = ({ text, at }: Command): Truth => ({
  in(world) {
    const fact = text.in(world);
    if (fact.state !== 'unknown') return NEVER.in(world);
    const because = fact.because.some(({ choice }) => choice)
      ? fact.because
      : [{ at, text: 'a command that is only known at deploy time' }];
    return { is: 'unknown', because: () => because };
  },
});

/** Reports are made of the results of tests, or of a linter: alone they prove nothing, beside a script they tell what it does. */
function declaresReport(buildspec: Buildspec): Truth {
  const scripted = runsOf(commandsOf(buildspec)).some((run) => mayTest(run) && !run.command.ignored);
  return any(
    ...buildspec.reports.map(({ when, at }) => {
      const note = { at, text: 'reports of tests are collected here' };
      return all(when, scripted ? yes(note) : unknown({ ...note, settle: '' }));
    }),
  );
}

/** A file of its own that only prints stands for one that the repository of the source has. */
function placeholder(buildspec: Buildspec): Truth {
  const runs = commandsOf(buildspec).flatMap((command) => command.runs);
  const prints =
    isOwnFile(buildspec) && runs.length > 0 && runs.every(({ words }) => /^(|echo|printf|true|:|date|pwd|ls)$/.test(words[0] ?? ''));
  return prints ? unknown({ at: buildspec.at, text: 'the buildspec only prints', settle: '' }) : NEVER;
}

const isOwnFile = ({ at }: Buildspec): boolean => !at.source.host && at.pointer === '';

const ownTests = (buildspec: Buildspec): Truth => any(runTests(commandsOf(buildspec)), declaresReport(buildspec), placeholder(buildspec));

/** Does a build with this buildspec, or one of the batch that it starts, run tests that can fail it? */
export const buildspecTests = oncePer((buildspec: Buildspec): Truth => once(ofBatch(buildspec, ownTests)));

/** What a project does, if it is a build that a step runs. */
const ofBuild = (step: Step, question: (buildspec: Buildspec) => Truth): Truth =>
  all(
    isBuild(step),
    through(
      step.action.project,
      (project) => through(project.buildspec, question),
      unknown({ at: step.action.at, text: 'names no build project' }),
    ),
  );

/** Providers that run what nobody can see from here. InspectorScan looks for known holes, and tests nothing. */
const INVOKED = ['Lambda', 'StepFunctions', 'CodePipeline'];

/** Does this step run tests? What it runs but nobody can see is unknown. */
export function isTest(step: Step): Truth {
  const { action } = step;
  const invoked = all(
    isInvoke(step),
    isOneOf(action.provider, INVOKED, 'invokes something'),
    not(asFarAsKnown(isCalledDeploy(action.name))),
  );
  return any(
    isTestAction(step),
    ofBuild(step, buildspecTests),
    all(isCommands(step), runTests(action.commands)),
    all(invoked, unknown({ at: action.at, text: 'what it invokes may run tests' })),
    all(equals(action.category, 'Build'), unlessAws(step)),
  );
}

/** Jenkins, TeamCity and the like: nobody sees what they run. */
const unlessAws = ({ action }: Step): Truth =>
  all(
    isOneOf(action.owner, ['Custom', 'ThirdParty'], 'a provider of its own'),
    unknown({ at: action.at, text: 'a provider that cannot be read may run tests' }),
  );

const conditionTests = (condition: StageCondition): Truth =>
  all(
    condition.when,
    any(
      runTests(condition.commands),
      all(
        equals(condition.provider, 'CodeBuild'),
        through(
          condition.project,
          (project) => through(project.buildspec, buildspecTests),
          unknown({ at: condition.at, text: 'names no build project' }),
        ),
      ),
      all(equals(condition.provider, 'LambdaInvoke'), unknown({ at: condition.at, text: 'the function that it invokes may run tests' })),
    ),
  );

const stageTests = ({ conditions }: Stage, moment: StageCondition['moment']): Truth =>
  any(...conditions.filter((condition) => condition.moment === moment).map(conditionTests));

/** A build that deploys by its own commands may test before it does. */
function testsWithin(step: Step): Truth {
  const before = (commands: readonly Command[]): Truth => {
    const first = runsBeforeDeploy(commands);
    return runTests(commands, (run) => first.has(run));
  };
  return any(
    ofBuild(step, (buildspec) => ofBatch(buildspec, (one) => any(before(commandsOf(one)), declaresReport(one)))),
    all(isCommands(step), before(step.action.commands)),
  );
}

/** Do tests run, and pass, before this step puts anything in place? */
export const testsBefore = (step: Step): Truth =>
  any(testedHere(step), startedAfter(step.pipeline, { step: testedHere, build: testsItself }));

const testsItself = ({ buildspec }: BuildProject): Truth => through(buildspec, buildspecTests);

const testedHere = (step: Step): Truth =>
  any(
    precededBy(step, isTest),
    testsWithin(step),
    ...stagesWithConditions(step.pipeline)
      .filter(({ index }) => index <= step.index)
      .map(({ stage, index }) => any(stageTests(stage, 'beforeEntry'), index < step.index ? stageTests(stage, 'onSuccess') : any())),
  );

/** What is known of the builds until here was read in files that are taken for those of the pipeline's source. */
export const followsFiles = (step: Step): Truth => asFarAsKnown(any(ownBuildspecs(step), precededBy(step, ownBuildspecs)));

const ownBuildspecs = (step: Step): Truth =>
  ofBuild(step, (buildspec) => (isOwnFile(buildspec) ? yes({ at: buildspec.at, text: 'the buildspec of the build' }) : NEVER));

/** Tests run before this step, and their failure stops nothing: to be told where they do not count. */
export const testsInVainBefore = (step: Step): Truth => precededBy(step, testsInVain);

const testsInVain = (step: Step): Truth =>
  ofCommands(step, (commands) =>
    any(
      ...testRuns(runsOf(commands)).map((run) =>
        all(isRun(run), not(asFarAsKnown(stopsBuild(run))), yes({ at: run.at, text: 'tests run here, and their failure stops nothing' })),
      ),
    ),
  );

const stagesWithConditions = oncePer(({ stages }: Pipeline): readonly { stage: Stage; index: number }[] =>
  stages.map((stage, index) => ({ stage, index })).filter(({ stage }) => stage.conditions.length > 0),
);
