import type { DeploymentGroup } from './deployment.ts';
import type { Model } from './model.ts';
import { isProduction, type Production } from './production.ts';
import { hasWord } from './text-words.ts';
import { all, any, asFarAsKnown, type Truth } from './truth.ts';
import { ask } from './value.ts';

/** Production by its own name or its application's, or by a stage that deploys to it, as far as anybody can tell. */
export function isProductionGroup(group: DeploymentGroup, model: Model, production: Production): Truth {
  const steps = model.all('pipeline').flatMap((pipeline) => pipeline.steps);
  return asFarAsKnown(
    any(
      ...[group.name, group.application].map((name) => hasWord(name, production.words, 'production by its name')),
      ...steps.map((step) =>
        all(
          step.when,
          ask(step.action.deploymentGroup, (known) => (known === group ? 'yes' : 'no'), 'deployed to'),
          isProduction(step, production),
        ),
      ),
    ),
  );
}
