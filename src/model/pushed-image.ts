import { placeIn } from './command.ts';
import { thingOfRun } from './command-list.ts';
import type { ImageRepository } from './image.ts';
import { tagsMayMove } from './image.ts';
import { type ImageName, imageName } from './image-tag.ts';
import type { Model } from './model.ts';
import { doneIn, type Sequence } from './sequence.ts';
import { literal, piecesIn } from './text.ts';
import { ALWAYS, all, any, type Thing, type Truth } from './truth.ts';
import { NOWHERE } from './world.ts';

/** An image that a list of commands pushes. */
export interface PushedImage extends Thing {
  readonly image: ImageName;
  /** It is pushed to the same repository under a better tag, too, or its digest is looked up. */
  readonly alsoOwn: boolean;
}

/** A registry of the build machine: nobody else ever sees what is pushed there. */
const LOCAL = /^(localhost|127\.0\.0\.1|registry)(:\d+)?\//;

/** Every image that is pushed and whose tag can be told. */
export function pushedImages(list: Sequence): readonly PushedImage[] {
  const found = doneIn(list, 'publishes')
    .filter(({ deed }) => deed.what === 'image')
    .flatMap(({ deed, run, index }) =>
      deed.to.map((word) => ({
        thing: thingOfRun(run, placeIn(run.item, word.offset)),
        image: imageName(list.variables.in(word, index)),
      })),
    );
  const byDigest = list.runs.some(({ command }) => command.words.some((word) => /RepoDigests|imageDigest/.test(word)));
  return found.flatMap(({ thing, image }) => {
    if (!image || LOCAL.test(image.repository)) return [];
    const alsoOwn =
      byDigest ||
      found.some(
        ({ image: other }) =>
          other === undefined || (other.repository === image.repository && other.kind !== 'moves' && other.kind !== image.kind),
      );
    return [{ image, alsoOwn, ...thing }];
  });
}

/** Can tags of the repository be moved, as far as a repository that is in scope and may be this one says? */
export function mayMoveIn(name: string, model: Model): Truth {
  const path = name.replace(/^[^/]*[.$:][^/]*\//, '');
  const repositories = model.all('repository').filter((one) => mayBe(one, path));
  return repositories.length === 0 ? ALWAYS : any(...repositories.map((one) => all(one.when, tagsMayMove(one))));
}

const mayBe = ({ name }: ImageRepository, path: string): boolean => {
  const known = literal(piecesIn(name, NOWHERE));
  return /[$`]/.test(path) || known === undefined || known === '' || known === path;
};
