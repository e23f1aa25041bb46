import { type Buildspec, ofBatch } from './buildspec.ts';
import type { CommandList } from './command-list.ts';
import { nameOfOrigin } from './location.ts';
import type { Model } from './model.ts';
import type { Pipeline, Step } from './pipeline.ts';
import { buildspecTests, isTest } from './testing.ts';
import { ALWAYS, all, any, asFarAsKnown, conceivable, NEVER, type Thing, type Truth } from './truth.ts';
import { through } from './value.ts';

interface Runner {
  readonly step: Step;
  readonly truth: Truth;
}

const runners = new WeakMap<Thing, readonly Runner[]>(); // by the thing of the list: several questions are asked of one

/** The steps of all pipelines that may run this list of commands, and whether each is known to. */
function stepsThatRun({ buildspec, thing }: CommandList, model: Model): readonly Runner[] {
  const known = runners.get(thing);
  if (known) return known;
  const isRunBy = ({ action }: Step): Truth =>
    asFarAsKnown(
      through(action.project, (project) =>
        through(project.buildspec, (built) => ofBatch(built, (one) => (one === buildspec ? ALWAYS : NEVER))),
      ),
    );
  const found = model
    .all('pipeline')
    .flatMap(({ steps }) => steps.map((step) => ({ step, truth: step.action === thing ? ALWAYS : isRunBy(step) })))
    .filter(({ truth }) => conceivable(truth));
  runners.set(thing, found);
  return found;
}

const tested = new WeakMap<Pipeline, Truth>();

/** Does any step of the pipeline test? */
function pipelineTests(pipeline: Pipeline): Truth {
  const known = tested.get(pipeline) ?? any(...pipeline.steps.map(isTest));
  tested.set(pipeline, known);
  return known;
}

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
  const others = buildspec ? model.all('buildspec').filter((other) => other !== buildspec && folderOf(other) === folderOf(buildspec)) : [];
  return any(own, ...inPipeline, ...others.map(buildspecTests));
}

const folderOf = ({ at }: Buildspec): string => nameOfOrigin(at.source.origin).replace(/[^/\\]*$/, '');
