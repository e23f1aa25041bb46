import type { Command } from './command.ts';
import { deedsOf } from './deeds.ts';
import { runsBeforeDeploy } from './deploying.ts';
import { namesAlarms } from './deployment.ts';
import type { Model } from './model.ts';
import { oncePer } from './once-per.ts';
import { followedBy, isInvoke, ofCommands, type Step } from './pipeline.ts';
import { isDeployBy, rollsBack } from './rollback.ts';
import { anyRun, runsOf } from './run.ts';
import { scans } from './scanning.ts';
import { isTest } from './testing.ts';
import { isOneOf } from './text.ts';
import { hasWord } from './text-words.ts';
import { all, any, asFarAsKnown, once, type Truth } from './truth.ts';
import { through } from './value.ts';

const CHECKS = 'test tests testing smoke check checks healthcheck validate validation verify verification monitor canary'.split(' ');

/** Does anything look at what this step has put in place: a later step, a condition, an alarm, a hook of the deployment? */
export const checkedAfter = (step: Step, model: Model): Truth =>
  any(
    followedBy(step, checks),
    asFarAsKnown(ofCommands(step, looksAfterDeploy)),
    ...step.pipeline.stages
      .filter((_, index) => index >= step.index)
      .flatMap(({ conditions }) => conditions)
      .filter(({ moment }) => moment === 'onSuccess')
      .map(({ when }) => when),
    asFarAsKnown(
      any(
        rollsBack(step, model),
        ...step.deploymentGroups().map((group) => through(group, namesAlarms)),
        through(step.action.service, ({ hooks }) => any(...hooks.map(({ when }) => when))),
      ),
    ),
    all(isDeployBy(step, 'CodeDeploy', 'CodeDeployToECS'), hasHooks(model)),
  );

const checks = (step: Step): Truth => any(isInvoke(step), scans(step), isTest(step), isCalledCheck(step));

/** A build or some commands that are called a check, by their own name or their stage's. */
export const isCalledCheck = ({ stage, action }: Step): Truth =>
  all(
    isOneOf(action.category, ['Build', 'Compute'], ''),
    asFarAsKnown(any(...[action.name, stage.name].map((name) => hasWord(name, CHECKS, 'a check by its name')))),
  );

/** The commands that deploy are followed by some that test, or that ask for an address. */
function looksAfterDeploy(commands: readonly Command[]): Truth {
  const before = runsBeforeDeploy(commands);
  const after = runsOf(commands).filter((run) => !before.has(run));
  return anyRun(
    after.filter(({ command }) => deedsOf(command).some(({ does }) => does === 'tests' || does === 'fetches')),
    'looked at here',
  );
}

/** Events at which a new version can be looked at: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
const hasHooks = oncePer((model: Model): Truth => {
  const hooks = model.all('appspec').flatMap((appspec) => appspec.hooks);
  const looking = hooks.filter(({ event }) => /^(ValidateService|AfterAllowTestTraffic|BeforeAllowTraffic|AfterAllowTraffic)$/.test(event));
  return once(any(...looking.map(({ when }) => when)));
});
