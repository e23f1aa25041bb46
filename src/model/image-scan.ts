import type { ImageRegistry, ImageRepository, ScanningRule } from './image.ts';
import { holes, isOneOf, isTrue, literal, matches, type Text } from './text.ts';
import { all, any, not, type Truth, unknown } from './truth.ts';
import { present, through } from './value.ts';

/** Does ECR look through an image that comes into the repository, by its own setting or by that of the registry? */
export const isScanned = (repository: ImageRepository): Truth =>
  any(
    isTrue(repository.scanOnPush, 'scans what is pushed'),
    ...repository.registries().flatMap(({ rules }) => rules.map((rule) => covers(rule, repository))),
  );

/** Somebody has decided that it is not scanned: the repository says so, or the registry says what is scanned instead. */
export const saysWhatIsScanned = ({ scanOnPush, registries }: ImageRepository): Truth =>
  any(present(scanOnPush, 'says whether it is scanned'), ...registries().map(({ when }: ImageRegistry) => when));

const covers = ({ when, frequency, filters }: ScanningRule, { name, at }: ImageRepository): Truth =>
  all(
    when,
    isOneOf(frequency, ['SCAN_ON_PUSH', 'CONTINUOUS_SCAN'], 'the registry scans'),
    any(...filters.map(({ when: there, text }) => all(there, lets(text, name, unknown({ at, text: 'CloudFormation makes its name' }))))),
  );

/**
 * A filter with `*` is for the names that it matches, one without for all that contain it:
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
 */
const lets = (filter: Text, name: Text, nameless: Truth): Truth =>
  through(filter, (pieces) => {
    const wanted = literal(pieces);
    if (wanted === undefined) return unknown(...holes(pieces));
    if (/^\*+$/.test(wanted)) return present(filter, 'every repository is scanned');
    const pattern = wanted.replace(/[.+?^${}()|[\]\\/]/g, '\\$&').replace(/\*+/g, '.*');
    const asked = matches(name, new RegExp(wanted.includes('*') ? `^${pattern}$` : pattern), 'the registry scans it');
    return any(asked, all(not(present(name, 'has a name')), nameless));
  });
