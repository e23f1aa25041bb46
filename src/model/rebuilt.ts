import { consumersOf, producerOf } from './artifact.ts';
import { commandsCompile } from './command-compiling.ts';
import { isBuild, isCommands, isDeploy, isSource, ofCommands, oncePerStep, type Pipeline, type Step } from './pipeline.ts';
import { environmentsIn } from './production.ts';
import { isHole, piecesIn, type Text } from './text.ts';
import { hasWord, wordsOf } from './text-words.ts';
import { ALWAYS, all, any, asFarAsKnown, conceivable, NEVER, not, type Truth, yes } from './truth.ts';
import { ask, through } from './value.ts';
import { NOWHERE } from './world.ts';

/** A build, and where what it makes is put in place. */
interface Built {
  readonly step: Step;
  readonly deploys: readonly { readonly step: Step; readonly truth: Truth }[];
}

/** A build that makes once more, for another environment, what one before it has made. */
export interface Rebuilt {
  readonly step: Step;
  /** By the commands of both builds; and by the names of both where nobody can read the commands. */
  readonly seen: Truth;
  readonly called: Truth;
}

/** Every build of a pipeline that begins again with the source, for a stage that comes later. */
export function rebuiltIn(pipeline: Pipeline): readonly Rebuilt[] {
  const builds = pipeline.steps.filter((step) => conceivable(buildsFromSource(step))).map(builtBy);
  return builds.flatMap((later) => {
    const pairs = builds.map((earlier) => ({ earlier, again: isAgain(earlier, later) })).filter(({ again }) => conceivable(again));
    if (pairs.length === 0) return [];
    const of = (question: (step: Step) => Truth): Truth =>
      all(question(later.step), any(...pairs.map(({ earlier, again }) => all(again, question(earlier.step)))));
    const seen = of(compiles);
    return [{ step: later.step, seen, called: all(not(asFarAsKnown(seen)), not(asFarAsKnown(not(seen))), of(isCalledBuild)) }];
  });
}

const builtBy = (step: Step): Built => ({
  step,
  deploys: [
    { step, truth: isDeploy(step) },
    ...consumersOf(step).map((one) => ({ step: one.step, truth: all(one.truth, isDeploy(one.step)) })),
  ].filter(({ truth }) => conceivable(truth)),
});

/** A build that takes sources and nothing else: what takes an artifact goes on with what was built. */
const buildsFromSource = oncePerStep((step) => {
  const { category, inputs } = step.action;
  if (inputs.length === 0) return NEVER;
  const build = any(isCommands(step), all(isBuild(step), not(ask(category, (pieces) => (sayOf(pieces) === 'Test' ? 'yes' : 'no'), ''))));
  return all(step.when, build, ...inputs.map(({ when, name }) => any(not(when), through(producerOf(step, name), isSource))));
});

const sayOf = (pieces: ReturnType<typeof piecesIn>): string => pieces.map((piece) => (isHole(piece) ? '' : piece.literal)).join('');
const said = (text: Text): string => sayOf(piecesIn(text, NOWHERE));

/** Do both begin with one source, make the same by what they run or are called, and go to different environments one after the other? */
function isAgain(earlier: Built, later: Built): Truth {
  if (earlier === later || !isAlike(earlier.step, later.step)) return NEVER;
  const goes = earlier.deploys.flatMap((first) =>
    later.deploys
      .filter((second) => first.step.index < second.step.index && environmentOf(earlier, first.step) !== environmentOf(later, second.step))
      .map((second) => all(first.truth, second.truth)),
  );
  return all(
    any(...goes),
    buildsFromSource(earlier.step),
    buildsFromSource(later.step),
    sharesSource(earlier.step, later.step),
    yes({ at: earlier.step.action.at, text: 'the same is built here, and deployed before' }),
  );
}

const sharesSource = (one: Step, other: Step): Truth =>
  any(
    ...one.action.inputs.flatMap((first) =>
      other.action.inputs.map((second) =>
        through(producerOf(one, first.name), (source) =>
          through(producerOf(other, second.name), (same) => (same === source ? ALWAYS : NEVER)),
        ),
      ),
    ),
  );

/** `dev` of the stage `Dev` or the action `BuildDev`. */
const environmentOf = ({ step }: Built, deploy: Step): string =>
  [...new Set([step.action.name, deploy.stage.name, deploy.action.name].flatMap((name) => environmentsIn(said(name))))].sort().join(' ');

/** One project or one buildspec, or names that differ by the environment only. */
function isAlike({ action: one }: Step, { action: other }: Step): boolean {
  const [first, second] = [one, other].map(({ project }) => project.in(NOWHERE));
  if (first?.state === 'known' && second?.state === 'known') {
    if (first.value === second.value) return true;
    const [mine, its] = [first.value, second.value].map(({ buildspec }) => buildspec.in(NOWHERE));
    if (mine?.state === 'known' && its?.state === 'known') return mine.value === its.value;
  }
  return withoutEnvironment(one.name) === withoutEnvironment(other.name);
}

const withoutEnvironment = (name: Text): string => {
  const words = environmentsIn(said(name));
  return wordsOf(said(name))
    .filter((word) => !words.includes(word))
    .join(' ');
};

const BUILDS = ['build', 'builds', 'compile', 'package', 'bundle', 'image', 'docker'];
const ELSE = [
  'synth',
  'synthesize',
  'test',
  'tests',
  'render',
  'config',
  'configuration',
  'template',
  'templates',
  'plan',
  'infra',
  'infrastructure',
  'lint',
  'scan',
  'deploy',
];

const isCalledElse = ({ action: { name } }: Step): Truth => asFarAsKnown(hasWord(name, ELSE, 'is called something else'));

const isCalledBuild = (step: Step): Truth =>
  all(asFarAsKnown(hasWord(step.action.name, BUILDS, 'is called a build')), not(isCalledElse(step)));

/** What nobody can read, and promises something else, is no build. */
const compiles = oncePerStep((step) => {
  const commands = ofCommands(step, commandsCompile);
  return any(asFarAsKnown(commands), all(not(isCalledElse(step)), commands));
});
