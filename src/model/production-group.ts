import type { DeploymentGroup } from './deployment.ts';
import { referrers } from './link.ts';
import type { Model } from './model.ts';
import { oncePer } from './once-per.ts';
import type { Pipeline } from './pipeline.ts';
import { isProduction, type Production } from './production.ts';
import { hasWord } from './text-words.ts';
import { all, any, asFarAsKnown, conceivable, type Truth } from './truth.ts';
import { ask } from './value.ts';
import { NOWHERE } from './world.ts';

/** Production by its own name or its application's, or by a stage that deploys to it, as far as anybody can tell. */
export function isProductionGroup(group: DeploymentGroup, model: Model, production: Production): Truth {
  return asFarAsKnown(
    any(
      ...[group.name, group.application].map((name) => hasWord(name, production.words, 'production by its name')),
      ...deploysTo(model.all('pipeline'))(production)(group).map(({ step, link }) =>
        all(
          step.when,
          ask(link, (found) => (found === group ? 'yes' : 'no'), 'deployed to'),
          isProduction(step, production),
        ),
      ),
    ),
  );
}

/** The steps that may deploy to a group in production. */
const deploysTo = oncePer((pipelines: readonly Pipeline[]) =>
  oncePer((production: Production) => {
    const deploys = pipelines
      .flatMap(({ steps }) => steps)
      .flatMap((step) => {
        const links = step.deploymentGroups().filter((link) => link.in(NOWHERE).state !== 'absent');
        return links.length > 0 && conceivable(isProduction(step, production)) ? links.map((link) => ({ step, link })) : [];
      });
    return referrers(deploys, ({ link }) => link);
  }),
);
