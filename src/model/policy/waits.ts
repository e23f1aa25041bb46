import type { Source, Span } from '../location.ts';
import { oncePer } from '../once-per.ts';

/** What a text of a template refers to, in every spelling: `!Ref X`, `"Fn::GetAtt": ["X"`, `${X.Arn}`. */
const REFERENCE = /\b(?:Ref|GetAtt|DependsOn)\b["']?:?[\s[-]*["']?([A-Za-z0-9]+)|\$\{([A-Za-z0-9]+)[.}]/g;

/**
 * Which of the resources that a text names are made after another resource, since they or what they refer to refer to that one:
 * the text can then not stand in it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html#troubleshooting-errors-dependency-error
 */
export const madeAfter = (resource: string, text: string, source: Source): readonly string[] =>
  namedIn(text).filter((name) => name !== resource && waits(name, resource, source));

/** Things that are looked at for one that may wait: in a chain of a thousand each would wait for all before it. */
const MOST = 64;

function waits(name: string, resource: string, source: Source): boolean {
  const seen = new Set([name]);
  for (const one of seen) {
    if (seen.size > MOST) return false;
    for (const other of namesIn(source)(one)) {
      if (other === resource) return true;
      seen.add(other);
    }
  }
  return false;
}

/** What each resource of a template names. */
const namesIn = oncePer((source: Source) => {
  const known = new Map<string, readonly string[]>();
  return (name: string): readonly string[] => {
    const names = known.get(name) ?? namedIn(textOf(source, name));
    known.set(name, names);
    return names;
  };
});

const namedIn = (text: string): readonly string[] => [...new Set([...text.matchAll(REFERENCE)].map(([, a, b]) => a ?? b ?? ''))];

const linesOf = oncePer(({ text = '' }: Source): readonly string[] => text.split('\n'));

/** Is it a resource of the template, and not a parameter? */
export const isResource = (name: string, source: Source): boolean => spanOfResource(name, source) !== undefined;

/** What is not there has the span of what it would stand in. */
function spanOfResource(name: string, source: Source): Span | undefined {
  const [all, span] = [source.span('/Resources'), source.span(`/Resources/${name}`)];
  return all?.start.line === span?.start.line && all?.start.column === span?.start.column ? undefined : span;
}

function textOf(source: Source, resource: string): string {
  const span = spanOfResource(resource, source);
  if (!span) return '';
  const lines = linesOf(source).slice(span.start.line, span.end.line + 1);
  const last = lines.length - 1;
  return lines.map((line, i) => line.slice(i === 0 ? span.start.column : 0, i === last ? span.end.column : undefined)).join('\n');
}
