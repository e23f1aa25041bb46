import type { Document } from '../documents/document.ts';
import type { Location } from '../model/location.ts';
import type { Linker } from './linker.ts';

/** A file that another one names by its path: its document, and whether that is read for what it is wherever it stands. */
export type Find = (from: Location, path: string) => { readonly document: Document; readonly ours: boolean } | undefined;

/** What a scan adds to, and what it is told. */
export interface Scan {
  readonly linker: Linker;
  /** Values of template parameters that the user gave. */
  readonly given: ReadonlyMap<string, string>;
  /** Read only because something in scope refers to it. */
  readonly context: boolean;
  /** The paths of the constructs that synthesised a template, by logical id. */
  readonly constructs?: ReadonlyMap<string, string>;
  readonly find?: Find;
}

/** Turns one recognised document into nouns. Never throws on odd input; what it cannot read is unknown. */
export interface Scanner {
  readonly name: string;
  /** Is the document one of ours, by its content? */
  accepts(document: Document): boolean;
  scan(document: Document, scan: Scan): void;
}
