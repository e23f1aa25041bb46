import type { SimpleCommand } from './command.ts';
import type { Deed, DeedOf } from './deed.ts';
import { fetchDeeds } from './deeds/fetches.ts';
import { imageDeeds } from './deeds/images.ts';
import { installDeeds } from './deeds/installs.ts';
import { lintDeeds } from './deeds/lints.ts';
import { printDeeds } from './deeds/prints.ts';
import { publishDeeds } from './deeds/publishes.ts';
import { scanDeeds } from './deeds/scans.ts';
import { secretDeeds } from './deeds/secrets.ts';
import { testDeeds } from './deeds/tests.ts';
import { oncePer } from './once-per.ts';

/** Every family of deeds; the next one is one line and one file. */
const FAMILIES: readonly ((command: SimpleCommand) => readonly Deed[])[] = [
  testDeeds,
  lintDeeds,
  scanDeeds,
  imageDeeds,
  publishDeeds,
  installDeeds,
  fetchDeeds,
  printDeeds,
  secretDeeds,
];

/** Everything that a simple command does, as far as its own words tell; nothing for one that nobody knows. */
export const deedsOf = oncePer((command: SimpleCommand): readonly Deed[] => FAMILIES.flatMap((family) => family(command)));

/** The deeds of one kind. */
export const deedsLike = <D extends Deed['does']>(command: SimpleCommand, does: D): readonly DeedOf<D>[] =>
  deedsOf(command).filter((deed): deed is DeedOf<D> => deed.does === does);
