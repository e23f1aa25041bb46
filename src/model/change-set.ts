import { producerOf } from './artifact.ts';
import type { PackagedTemplate } from './buildspec.ts';
import type { Link } from './link.ts';
import { bareName } from './location.ts';
import { oncePer } from './once-per.ts';
import type { Step } from './pipeline.ts';
import type { Template } from './stack.ts';
import { identity, literalOf, piecesIn } from './text.ts';
import { before, behind } from './text-part.ts';
import { settled } from './value.ts';
import { NOWHERE } from './world.ts';

/**
 * The template that a step deploys: its own, or that of the change set that it executes, which another action of the pipeline
 * makes. https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
 */
export const templatesOf = oncePer((step: Step): readonly Link<Template>[] => {
  if (isNamed(step.action.template)) return [templateOf(step)];
  const changes = changeSetOf(step);
  if (changes === undefined) return [];
  return step.pipeline.steps.filter((other) => isNamed(other.action.template) && changeSetOf(other) === changes).map(templateOf);
});

/** The file that an action names, or, where a build makes it of another one, that: it writes over one that lies there. */
function templateOf(step: Step): Link<Template> {
  const { template } = step.action;
  const path = literalOf(behind('::', step.action.configuration('TemplatePath')));
  const packaged = path === undefined ? undefined : packagedFor(step, path);
  return packaged && (packaged.output === path || template.in(NOWHERE).state === 'unknown') ? packaged.template : template;
}

/** By its bare name: artifacts may leave folders out. */
function packagedFor(step: Step, path: string): PackagedTemplate | undefined {
  const build = settled(producerOf(step, before('::', step.action.configuration('TemplatePath'))));
  const project = build && settled(build.action.project);
  const buildspec = project && settled(project.buildspec);
  const made = buildspec?.packaged.filter(({ output }) => bareName(output) === bareName(path)) ?? [];
  return made.length === 1 ? made[0] : undefined;
}

const isNamed = (template: Link<Template>): boolean => template.in(NOWHERE).state !== 'absent';

/** What only one change set of a pipeline is called; undefined where there is none. */
const changeSetOf = oncePer(({ action }: Step): string | undefined => {
  const [name, stack, region] = [action.configuration('ChangeSetName'), action.configuration('StackName'), action.region].map((text) =>
    identity(piecesIn(text, NOWHERE)),
  );
  return name && stack ? [name, stack, region].join('\n') : undefined;
});
