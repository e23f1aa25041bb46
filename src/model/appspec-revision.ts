import type { Appspec, AppspecResource } from './appspec.ts';
import { everyRun } from './command-list.ts';
import { bareName, type Location, outermost } from './location.ts';
import type { Model } from './model.ts';
import { oncePer } from './once-per.ts';
import { isOneOf, matches, piecesIn, shown, type Text } from './text.ts';
import { all, NEVER, type Truth, unknown } from './truth.ts';
import { NOWHERE } from './world.ts';

/** `arn:aws:ecs:eu-west-1:111122223333:task-definition/web:12`, or `web:12`. */
const REVISION = /^(arn:[\w-]+:ecs:[\w-]*:\d*:task-definition\/)?[\w-]+:\d+$/;

/** Does it name one revision of a task definition, which the next build does not change? */
export const namesRevision = ({ type, taskDefinition }: AppspecResource): Truth =>
  all(isOneOf(type, ['AWS::ECS::Service'], 'an ECS deployment'), matches(taskDefinition, REVISION, 'one revision'));

/** What writes into a file, by its own words; `aws ecs deploy` puts the new revision into the appspec that it is given. */
const WRITES = /^(sed|jq|yq|envsubst|perl|awk|python[\d.]*|node|cp|mv|tee)$/;

/** May a command of a build put another revision in its place before it is deployed? */
export function isRewritten({ at }: Appspec, model: Model): Truth {
  const { origin } = outermost(at);
  const file = origin.kind === 'file' ? bareName(origin.path) : undefined;
  if (!file) return NEVER;
  const writer = everyRun(model).find(({ run: { command } }) => {
    const [program = '', ...words] = command.words;
    const says = (word: string): boolean => bareName(word).includes(file);
    const written = command.redirections.some(({ operator, to }) => operator.startsWith('>') && says(to?.value ?? ''));
    return written || ((WRITES.test(program) || (program === 'aws' && /^ecs deploy( |$)/.test(words.join(' ')))) && words.some(says));
  });
  return writer ? unknown({ at: writer.run.at, text: 'may put another revision in its place', settle: '' }) : NEVER;
}

/** Is the name of a file said in a command of a build, which may put it there before the revision is made? */
export function mayBeWritten(path: Text, model: Model): Truth {
  const name = shown(piecesIn(path, NOWHERE)).replace(/^.*[/\\]/, '');
  const at = name && firstSaid(model).get(name);
  return at ? unknown({ at, text: `may put ${name} there`, settle: '' }) : NEVER;
}

/** Every name that ends a word of a command, and where it is said first. */
const firstSaid = oncePer((model: Model): ReadonlyMap<string, Location> => {
  const said = new Map<string, Location>();
  for (const { run } of everyRun(model)) {
    for (const word of [...run.command.words, ...run.command.redirections.map(({ to }) => to?.value ?? '')]) {
      const name = word.slice(word.lastIndexOf('/') + 1);
      if (name && !said.has(name)) said.set(name, run.at);
    }
  }
  return said;
});
