import type { DeploymentGroup } from './deployment.ts';
import type { Link } from './link.ts';
import type { Model } from './model.ts';
import { oncePer } from './once-per.ts';
import type { Pipeline, Step } from './pipeline.ts';
import { isProduction, type Production } from './production.ts';
import { push } from './table.ts';
import { hasWord } from './text-words.ts';
import { all, any, asFarAsKnown, conceivable, type Truth } from './truth.ts';
import { ask, settled } from './value.ts';
import { NOWHERE } from './world.ts';

/** Production by its own name or its application's, or by a stage that deploys to it, as far as anybody can tell. */
export function isProductionGroup(group: DeploymentGroup, model: Model, production: Production): Truth {
  const { known, open } = deploysOf(model.all('pipeline'))(production);
  return asFarAsKnown(
    any(
      ...[group.name, group.application].map((name) => hasWord(name, production.words, 'production by its name')),
      ...[...(known.get(group) ?? []), ...open].map(({ step, link }) =>
        all(
          step.when,
          ask(link, (found) => (found === group ? 'yes' : 'no'), 'deployed to'),
          isProduction(step, production),
        ),
      ),
    ),
  );
}

interface Deploy {
  readonly step: Step;
  readonly link: Link<DeploymentGroup>;
}

interface Deploys {
  readonly known: ReadonlyMap<DeploymentGroup, readonly Deploy[]>;
  /** To a group that hangs on a choice, or that nobody knows where nothing is chosen: any of them, perhaps. */
  readonly open: readonly Deploy[];
}

/** The steps that may deploy to a group in production. */
const deploysOf = oncePer((pipelines: readonly Pipeline[]) =>
  oncePer((production: Production): Deploys => {
    const [known, open] = [new Map<DeploymentGroup, Deploy[]>(), [] as Deploy[]];
    for (const step of pipelines.flatMap(({ steps }) => steps)) {
      const links = step.deploymentGroups().filter((link) => link.in(NOWHERE).state !== 'absent');
      if (links.length === 0 || !conceivable(isProduction(step, production))) continue;
      for (const link of links) {
        const group = settled(link);
        if (group) push(known, group, { step, link });
        else open.push({ step, link });
      }
    }
    return { known, open };
  }),
);
