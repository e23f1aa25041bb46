import type { SimpleCommand, Word } from '../command.ts';
import { callOf, hasOption, operandsOf, optionOf, optionsOf } from '../command-words.ts';
import type { BuildsImage, Publishes } from '../deed.ts';

/** Programs that build and push images with the words of `docker`. */
const ENGINES = /^(docker|podman|nerdctl|finch|buildah|img)$/;

const TAKES_VALUE =
  /^(-[tfomc]|--(tag|file|build-arg|target|platform|label|cache-from|cache-to|output|network|progress|secret|ssh|iidfile|build-context|format|authfile|creds|provenance|sbom|builder|config|context|host|log-level))$/;

/** The words of an engine, without options: `buildx build`. */
function verbOf(
  command: SimpleCommand,
): { readonly verb: string; readonly rest: readonly Word[]; readonly args: readonly Word[] } | undefined {
  const { program, args } = callOf(command);
  if (!ENGINES.test(program)) return undefined;
  const operands = operandsOf(args, TAKES_VALUE);
  const length = /^(buildx|image|manifest|compose|builder)$/.test(operands[0]?.value ?? '')
    ? operands[1]?.value === 'imagetools'
      ? 3
      : 2
    : 1;
  return {
    verb: operands
      .slice(0, length)
      .map(({ value }) => value)
      .join(' '),
    rest: operands.slice(length),
    args,
  };
}

export function imageDeeds(command: SimpleCommand): readonly (BuildsImage | Publishes)[] {
  const { program, args } = callOf(command);
  const engine = verbOf(command);
  if (engine && /^(buildx |image |builder )?(build|bud|b)$/.test(engine.verb)) return built(engine.args);
  if (/^(\/kaniko\/)?executor$/.test(program)) {
    const tags = optionsOf(args, /^(-d|--destination)$/);
    return [
      {
        does: 'builds-image',
        tags,
        buildArguments: argumentsIn(args),
        target: optionOf(args, /^--target$/),
        pushes: tags.length > 0 && !hasOption(args, /^--no-?push$/),
      },
      ...(tags.length > 0 && !hasOption(args, /^--no-?push$/) ? [pushed(tags)] : []),
    ];
  }
  if (engine && /^((image|manifest|compose) )?push$/.test(engine.verb))
    return [pushed(engine.rest.slice(0, engine.verb === 'compose push' ? 0 : undefined))];
  if (engine?.verb === 'buildx imagetools create') return [pushed(optionsOf(engine.args, /^(-t|--tag)$/))];
  if (/^(skopeo|crane|regctl|oras)$/.test(program)) {
    const [verb, ...images] = operandsOf(args, /^(--(src|dest)-(creds|tls-verify|authfile)|--format|--authfile)$/).filter(
      ({ value }) => value !== 'image',
    );
    return /^(copy|cp|push)$/.test(verb?.value ?? '') ? [pushed(images.slice(-1))] : [];
  }
  const jib = /^(mvnw?|gradlew?)$/.test(program) && args.find(({ value }) => /(^|:)jib(:build)?$/.test(value));
  if (jib)
    return [
      pushed(
        args.flatMap((word) => (/^-D(jib\.to\.)?image=/.test(word.value) ? { ...word, value: word.value.replace(/^[^=]*=/, '') } : [])),
      ),
    ];
  return [];
}

const pushed = (to: readonly Word[]): Publishes => ({ does: 'publishes', what: 'image', to });

function built(args: readonly Word[]): readonly (BuildsImage | Publishes)[] {
  const tags = optionsOf(args, /^(-t|--tag)$/);
  const pushes =
    hasOption(args, /^--push(=true)?$/) || optionsOf(args, /^(-o|--output)$/).some(({ value }) => /type=registry|push=true/.test(value));
  const image: BuildsImage = {
    does: 'builds-image',
    tags,
    buildArguments: argumentsIn(args),
    target: optionOf(args, /^--target$/),
    pushes,
  };
  return pushes ? [image, pushed(tags)] : [image];
}

const argumentsIn = (args: readonly Word[]): BuildsImage['buildArguments'] =>
  args.flatMap((word, i) => {
    const given = /^--build-arg=(.*)$/s.exec(word.value)?.[1] ?? (args[i - 1]?.value === '--build-arg' ? word.value : undefined);
    if (given === undefined) return [];
    const cut = given.indexOf('=');
    return { name: cut < 0 ? given : given.slice(0, cut), value: cut < 0 ? undefined : given.slice(cut + 1), word };
  });
