import type { Document } from '../documents/document.ts';
import type { Linker } from './linker.ts';

/** What a scan adds to, and what it is told. */
export interface Scan {
  readonly linker: Linker;
  /** Values of template parameters that the user gave. */
  readonly given: ReadonlyMap<string, string>;
  /** Read only because something in scope refers to it. */
  readonly context: boolean;
  /** The paths of the constructs that synthesised a template, by logical id. */
  readonly constructs?: ReadonlyMap<string, string>;
}

/** Turns one recognised document into nouns. Never throws on odd input; what it cannot read is unknown. */
export interface Scanner {
  readonly name: string;
  /** Is the document one of ours, by its content? */
  accepts(document: Document): boolean;
  scan(document: Document, scan: Scan): void;
}
