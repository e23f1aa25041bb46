import type { Link } from './link.ts';
import { oncePer } from './once-per.ts';
import type { Step } from './pipeline.ts';
import type { Template } from './stack.ts';
import { identity, piecesIn } from './text.ts';
import { NOWHERE } from './world.ts';

/**
 * The template that a step deploys: its own, or that of the change set that it executes, which another action of the pipeline
 * makes. https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
 */
export const templatesOf = oncePer((step: Step): readonly Link<Template>[] => {
  const { template } = step.action;
  if (isNamed(template)) return [template];
  const changes = changeSetOf(step);
  if (changes === undefined) return [];
  const makers = step.pipeline.steps.filter((other) => isNamed(other.action.template) && changeSetOf(other) === changes);
  return makers.map(({ action }) => action.template);
});

const isNamed = (template: Link<Template>): boolean => template.in(NOWHERE).state !== 'absent';

/** What only one change set of a pipeline is called; undefined where there is none. */
const changeSetOf = oncePer(({ action }: Step): string | undefined => {
  const [name, stack, region] = [action.configuration('ChangeSetName'), action.configuration('StackName'), action.region].map((text) =>
    identity(piecesIn(text, NOWHERE)),
  );
  return name && stack ? [name, stack, region].join('\n') : undefined;
});
