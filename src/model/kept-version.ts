import type { Link } from './link.ts';
import type { Location } from './location.ts';
import { oncePer } from './once-per.ts';
import { isSource, type Pipeline } from './pipeline.ts';
import type { Bucket } from './storage.ts';
import { equals, isOneOf } from './text.ts';
import { all, any, asFarAsKnown, lazily, not, type Truth } from './truth.ts';
import { ask } from './value.ts';

/** What lies in the bucket can be replaced, and is gone then: `Suspended` keeps only what there was before. */
export const losesVersions = ({ versioning }: Bucket): Truth => not(equals(versioning, 'Enabled', 'keeps versions'));

/** A place in a pipeline that names a bucket; and whether that is the bucket in question. */
type Naming = (bucket: Bucket) => Truth;

interface Namings {
  readonly stores: ReadonlyMap<Location, Naming>;
  readonly sources: ReadonlyMap<Location, Naming>;
}

/** Everything in some pipelines that names a bucket, by its place. */
const namingsOf = oncePer((pipelines: readonly Pipeline[]): Namings => {
  const stores = new Map<Location, Naming>();
  const sources = new Map<Location, Naming>();
  for (const { stores: own, steps } of pipelines) {
    for (const store of own) stores.set(store.at, (bucket) => all(store.when, means(store.bucket, bucket, 'keeps its artifacts here')));
    for (const step of steps) {
      const { action } = step;
      const takes = all(isSource(step), isOneOf(action.provider, ['S3'], 'S3 source'));
      sources.set(action.at, (bucket) => all(step.when, takes, means(action.bucket, bucket, 'takes its source from here')));
    }
  }
  return { stores, sources };
});

const means = (link: Link<Bucket>, bucket: Bucket, text: string): Truth =>
  asFarAsKnown(ask(link, (found) => (found === bucket ? 'yes' : 'no'), text));

const named = (bucket: Bucket, namings: ReadonlyMap<Location, Naming>): Truth =>
  any(...bucket.users().flatMap(({ by }) => namings.get(by.at)?.(bucket) ?? []));

/** Does a pipeline keep its artifacts in it? As far as anybody can tell which bucket is meant. */
export const keepsArtifacts = (bucket: Bucket, pipelines: readonly Pipeline[]): Truth =>
  lazily(() => named(bucket, namingsOf(pipelines).stores));

/** Does a pipeline take its source from it? */
export const holdsSource = (bucket: Bucket, pipelines: readonly Pipeline[]): Truth =>
  lazily(() => named(bucket, namingsOf(pipelines).sources));
