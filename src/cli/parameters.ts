import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../config/config.ts';

/** `--parameter Environment=prod`, again and again. @throws UsageError */
export function parameterList(given: readonly string[]): Map<string, string> {
  return new Map(
    given.map((one) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(one) ?? [];
      if (name === undefined || value === undefined) throw new UsageError('--parameter: write NAME=VALUE');
      return [name, value];
    }),
  );
}

/**
 * The three shapes of a parameter file: `[{ ParameterKey, ParameterValue }]` of the AWS CLI, `{ Parameters: {…} }` of
 * CodePipeline's TemplateConfiguration, and a plain map. @throws UsageError that never quotes the file
 */
export function parameterFile(file: string, cwd: string): Map<string, string> {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(resolve(cwd, file), 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`--parameter-file ${file}: ${error instanceof SyntaxError ? 'is no JSON' : 'cannot be read'}`);
  }
  const found = fromList(data) ?? fromMap(data);
  if (!found)
    throw new UsageError(`--parameter-file ${file}: is neither a list of { ParameterKey, ParameterValue } nor a map of names to values`);
  return found;
}

function fromList(data: unknown): Map<string, string> | undefined {
  if (!Array.isArray(data)) return undefined;
  const pairs = data.map((item: unknown): [string, string] | undefined => {
    if (typeof item === 'string') return split(item); // `"Environment=prod"`, as `deploy --parameter-overrides file://` takes it
    if (typeof item !== 'object' || item === null) return undefined;
    const { ParameterKey: key, ParameterValue: value } = item as Record<string, unknown>;
    return typeof key === 'string' ? [key, String(value ?? '')] : undefined;
  });
  return pairs.every((pair) => pair !== undefined) ? new Map(pairs) : undefined;
}

const split = (text: string): [string, string] | undefined => {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  return name === undefined ? undefined : [name, value ?? ''];
};

function fromMap(data: unknown): Map<string, string> | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const inner = (data as Record<string, unknown>)['Parameters'] ?? data;
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return undefined;
  const entries = Object.entries(inner);
  return entries.every(([, value]) => typeof value !== 'object')
    ? new Map(entries.map(([name, value]) => [name, String(value)]))
    : undefined;
}
