import { Lines } from '../../documents/lines.ts';
import type { Location, Origin, Source, Span } from '../../model/location.ts';

/** A file that is neither YAML nor JSON, and has no places but those of its characters. */
export class PlainText implements Source {
  readonly host = undefined;
  readonly origin: Origin;
  readonly #lines: Lines;

  constructor(path: string, text: string) {
    this.origin = { kind: 'file', path };
    this.#lines = new Lines(text);
  }

  get text(): string {
    return this.#lines.text;
  }

  at(offset: number): Location {
    return { source: this, pointer: '', offset };
  }

  span(_pointer: string, offset = 0): Span {
    const start = this.#lines.position(offset);
    return { start, end: start };
  }

  valueSpan(): Span {
    return this.span('');
  }
}
