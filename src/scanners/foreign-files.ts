import type { Location } from '../model/location.ts';
import type { Nouns } from '../model/model.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { push } from '../model/table.ts';
import { literalOf } from '../model/text.ts';
import { settled } from '../model/value.ts';
import type { FileLink, Whole } from './file-link.ts';

/** A reference to a file, and the repositories of which a pipeline that follows it is made. */
interface Follower {
  readonly link: FileLink<Whole>;
  readonly repositories: ReadonlySet<string>;
}

/**
 * Pipelines of several repositories that are defined in one place refer to a `buildspec.yml` each, and only one of those can be
 * the one that is here: which of them, nobody can tell.
 */
export function doubtForeignFiles(links: readonly FileLink<Whole>[], pipelines: readonly Pipeline[]): void {
  const builtFrom = new Map<Location, Set<string>>();
  for (const pipeline of pipelines) {
    const repositories = repositoriesOf(pipeline);
    if (!repositories) continue;
    for (const { action } of pipeline.steps) {
      for (const thing of [action, settled(action.project)]) {
        if (thing) builtFrom.set(thing.at, new Set([...(builtFrom.get(thing.at) ?? []), ...repositories]));
      }
    }
  }
  const followers = new Map<Nouns[Whole], Follower[]>();
  for (const link of links) {
    const repositories = builtFrom.get(link.use.by.at);
    if (repositories) for (const noun of link.found) push(followers, noun, { link, repositories });
  }
  for (const ofOne of followers.values()) {
    const [first, ...others] = ofOne;
    if (!first || [...first.repositories].some((name) => others.every(({ repositories }) => repositories.has(name)))) continue;
    const all = [...new Set(ofOne.flatMap(({ repositories }) => [...repositories]))].sort();
    for (const { link } of ofOne) link.doubt(`it may be a file of another repository: pipelines here build ${all.join(', ')}`);
  }
}

/** Where a source action says the repository: https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-type.html */
const KEYS = ['FullRepositoryId', 'Repo', 'RepositoryName'];

/** By their last names: a mirror of it is the same. Undefined where one of them is not known, or there is none. */
function repositoriesOf({ steps }: Pipeline): readonly string[] | undefined {
  const found: string[] = [];
  for (const { action } of steps) {
    if (literalOf(action.category) !== 'Source' || /^(ECR|S3)$/.test(literalOf(action.provider) ?? '')) continue;
    const names = KEYS.map((key) => literalOf(action.configuration(key))).filter(Boolean);
    const name = names[0]?.split('/').at(-1)?.toLowerCase();
    if (!name) return undefined;
    found.push(name);
  }
  return found.length > 0 ? found : undefined;
}
