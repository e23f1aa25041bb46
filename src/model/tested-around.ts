import { type Buildspec, ofBatch } from './buildspec.ts';
import type { CommandList } from './command-list.ts';
import { nameOfOrigin } from './location.ts';
import type { Model } from './model.ts';
import { oncePer } from './once-per.ts';
import type { Pipeline, Step } from './pipeline.ts';
import { push } from './table.ts';
import { buildspecTests, isTest } from './testing.ts';
import { ALWAYS, all, any, asFarAsKnown, choiceOf, NEVER, type Truth } from './truth.ts';
import { through } from './value.ts';
import { NOWHERE } from './world.ts';

/** What a model's pipelines run, and what lies beside what: gathered once, since every list of commands asks. */
interface Around {
  readonly steps: ReadonlyMap<Buildspec, readonly Step[]>;
  /** Steps of which a choice decides what they run. */
  readonly open: readonly Step[];
  readonly folders: ReadonlyMap<string, readonly Buildspec[]>;
}

const aroundIn = oncePer((model: Model): Around => {
  const steps = new Map<Buildspec, Step[]>();
  const open: Step[] = [];
  for (const step of model.all('pipeline').flatMap((pipeline) => pipeline.steps)) {
    const found = new Set<Buildspec>();
    const seen = builtBy(step, (one) => {
      found.add(one);
      return NEVER;
    }).in(NOWHERE);
    if (choiceOf(seen)) open.push(step);
    else for (const one of found) push(steps, one, step);
  }
  const folders = new Map<string, Buildspec[]>();
  for (const buildspec of model.all('buildspec')) push(folders, folderOf(buildspec), buildspec);
  return { steps, open, folders };
});

const builtBy = (step: Step, question: (buildspec: Buildspec) => Truth): Truth =>
  through(step.action.project, (project) => through(project.buildspec, (built) => ofBatch(built, question)));

/** The steps that are known to run this list of commands, or that a choice may let run it. */
function stepsThatRun({ buildspec, thing }: CommandList, model: Model): readonly { readonly step: Step; readonly truth: Truth }[] {
  if (!buildspec) {
    const own = model.all('pipeline').flatMap(({ steps }) => steps.filter(({ action }) => action === thing));
    return own.map((step) => ({ step, truth: ALWAYS }));
  }
  const { steps, open } = aroundIn(model);
  return [...(steps.get(buildspec) ?? []), ...open].map((step) => ({
    step,
    truth: asFarAsKnown(builtBy(step, (one) => (one === buildspec ? ALWAYS : NEVER))),
  }));
}

/** Does any step of the pipeline test? */
const pipelineTests = oncePer(({ steps }: Pipeline): Truth => any(...steps.map(isTest)));

/** Does a pipeline in scope run it? Then what the whole pipeline does is what counts. */
export const isRunByPipeline = (list: CommandList, model: Model): Truth => any(...stepsThatRun(list, model).map(({ truth }) => truth));

/**
 * Do tests run in the same build, or in another step of a pipeline that runs it? Where no pipeline in scope runs it, they may
 * be in a buildspec that lies beside it.
 */
export function testedAround(list: CommandList, model: Model): Truth {
  const { buildspec } = list;
  const own = buildspec ? buildspecTests(buildspec) : NEVER;
  const inPipeline = stepsThatRun(list, model).map(({ step: { pipeline }, truth }) => all(truth, pipelineTests(pipeline)));
  const beside = buildspec ? (aroundIn(model).folders.get(folderOf(buildspec)) ?? []) : [];
  return any(own, ...inPipeline, ...beside.filter((other) => other !== buildspec).map(buildspecTests));
}

const folderOf = ({ at }: Buildspec): string => nameOfOrigin(at.source.origin).replace(/[^/\\]*$/, '');
