import { type Buildspec, ofBatch } from './buildspec.ts';
import type { CommandList } from './command-list.ts';
import { nameOfOrigin } from './location.ts';
import type { Model } from './model.ts';
import type { Step } from './pipeline.ts';
import { buildspecTests, isTest } from './testing.ts';
import { ALWAYS, all, any, asFarAsKnown, NEVER, type Truth } from './truth.ts';
import { through } from './value.ts';

/** The steps of all pipelines, and whether each is known to run this list of commands. */
const stepsThatRun = ({ buildspec, thing }: CommandList, model: Model): readonly { readonly step: Step; readonly truth: Truth }[] =>
  model.all('pipeline').flatMap(({ steps }) =>
    steps.map((step) => ({
      step,
      truth:
        step.action === thing
          ? ALWAYS
          : asFarAsKnown(
              through(step.action.project, (project) =>
                through(project.buildspec, (built) => ofBatch(built, (one) => (one === buildspec ? ALWAYS : NEVER))),
              ),
            ),
    })),
  );

/** Does a pipeline in scope run it? Then what the whole pipeline does is what counts. */
export const isRunByPipeline = (list: CommandList, model: Model): Truth => any(...stepsThatRun(list, model).map(({ truth }) => truth));

/**
 * Do tests run in the same build, or in another step of a pipeline that runs it? Where no pipeline in scope runs it, they may
 * be in a buildspec that lies beside it.
 */
export function testedAround(list: CommandList, model: Model): Truth {
  const { buildspec } = list;
  const own = buildspec ? buildspecTests(buildspec) : NEVER;
  const inPipeline = stepsThatRun(list, model).map(({ step: { pipeline }, truth }) => all(truth, any(...pipeline.steps.map(isTest))));
  const others = buildspec ? model.all('buildspec').filter((other) => other !== buildspec && folderOf(other) === folderOf(buildspec)) : [];
  return any(own, ...inPipeline, ...others.map(buildspecTests));
}

const folderOf = ({ at }: Buildspec): string => nameOfOrigin(at.source.origin).replace(/[^/\\]*$/, '');
