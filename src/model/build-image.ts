import { OLD_IMAGES, ONE_LANGUAGE } from '../data/build-images.ts';
import { isOneOf, matches, startsWith, type Text } from './text.ts';
import { any, type Truth } from './truth.ts';

const CURATED = 'aws/codebuild/';

/** One of those that AWS makes for CodeBuild, and renews in place. */
export const isCurated = (image: Text): Truth => startsWith(image, CURATED, 'an image of CodeBuild');

/** One of those that AWS no longer renews. */
export const isUnmaintained = (image: Text): Truth =>
  any(
    isOneOf(
      image,
      OLD_IMAGES.flatMap(({ names }) => names.map((name) => CURATED + name)),
      'an image that AWS no longer renews',
    ),
    matches(
      image,
      new RegExp(`^${CURATED}${ONE_LANGUAGE.pattern.source.slice(1)}`),
      'an image of one language, from before the standard ones',
    ),
  );

/** By the digest of what is in it: nobody can put something else there. */
export const isDigest = (image: Text): Truth => matches(image, /@sha256:[0-9a-f]{64}$/, 'named by its digest');
