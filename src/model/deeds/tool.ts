import type { SimpleCommand, Word } from '../command.ts';
import { type Call, callOf } from '../command-words.ts';
import { oncePer } from '../once-per.ts';

/**
 * The tool behind what only finds it: `python -m bandit`, `poetry run bandit`, `bundle exec rspec`, `yarn dlx snyk`, and the
 * image of `docker run aquasec/trivy`.
 */
export const toolOf = oncePer((command: SimpleCommand): Call => {
  let call = callOf(command);
  for (let turns = 0; turns < 4; turns += 1) {
    const inner = within(call);
    if (!inner) break;
    call = inner;
  }
  return call;
});

function within({ program, args }: Call): Call | undefined {
  const [first, second] = args;
  if (/^python[\d.]*$/.test(program) && first?.value === '-m') return from(args, 1);
  if (/^(poetry|pipenv|uv|pdm|rye|hatch)$/.test(program) && first?.value === 'run') return from(args, 1);
  if (program === 'bundle' && first?.value === 'exec') return from(args, 1);
  if (/^(npm|yarn|pnpm|bun)$/.test(program) && /^(exec|dlx|x)$/.test(first?.value ?? '')) return from(args, second?.value === '--' ? 2 : 1);
  if (/^(docker|podman|nerdctl|finch)$/.test(program) && first?.value === 'run') return from(args, imageIn(args), true);
  return undefined;
}

/** Options of `docker run` that are followed by a value. */
const TAKES_VALUE =
  /^(-[ehluvwpm]|--(env|volume|workdir|user|name|network|net|entrypoint|platform|mount|publish|env-file|hostname|label|memory|cpus|add-host))$/;

const imageIn = (args: readonly Word[]): number =>
  args.findIndex(({ value }, i) => i > 0 && !value.startsWith('-') && !TAKES_VALUE.test(args[i - 1]?.value ?? ''));

function from(args: readonly Word[], at: number, image = false): Call | undefined {
  const word = args[at];
  if (at < 0 || !word) return undefined;
  const name = word.value;
  const program = image
    ? name.replace(/^.*\//, '').replace(/[:@].*$/, '')
    : name.replace(/^.*\/(?=.)/, '').replace(/(?<=.)@[\w.^~-]+$/, '');
  return { program, name, args: args.slice(at + 1) };
}
