import { embedded } from '../documents/embedded.ts';
import { api, type Node } from '../documents/node.ts';
import type { Link } from '../model/link.ts';
import type { Kind, Nouns } from '../model/model.ts';
import type { ActionReferences } from '../model/pipeline.ts';
import type { Argument } from '../model/stack.ts';
import { written } from '../model/text.ts';
import { behind } from '../model/text-part.ts';
import type { Thing } from '../model/truth.ts';
import { absent } from '../model/value.ts';
import type { Whole } from './file-link.ts';
import type { Linker } from './linker.ts';
import { bucketIn } from './names.ts';
import { thingAt } from './reader.ts';
import { readArguments } from './stack.ts';

/**
 * What an action refers to beside what it deploys to, by the keys of its configuration:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html
 */
export function referencesOf(settings: Node, action: Thing, linker: Linker): ActionReferences {
  const none = absent<never>(settings.at);
  /** Most actions name few of these things: the others cost nothing. */
  const link = <K extends Kind>(kind: K, as: string, ...keys: readonly string[]): Link<Nouns[K]> => {
    const node = keys.map((key) => settings.key(key)).find(({ exists }) => exists);
    return node ? linker.link(kind, action, kind === 'bucket' ? bucketIn(node.text()) : node.text(), as) : none;
  };
  /** `Artifact::path/in/it` */
  const file = <K extends Whole>(kind: K, node: Node, as: string): Link<Nouns[K]> =>
    node.exists ? linker.file(kind, action, behind('::', node.text()), as) : none;
  const values = settings.key('TemplateConfiguration');
  const given = settings.key('Parameters');
  const listed = given.exists ? shorthand(given, action.path) : undefined;
  return {
    template: file('template', settings.key('TemplatePath'), 'deployed by an action'),
    values: file('template-configuration', values.exists || listed ? values : given, 'given to a template by an action'),
    overrides:
      listed ?? readArguments(embedded(settings.key('ParameterOverrides'), { ...api, resolve: settings.dialect.resolve }), action.path),
    pipeline: link('pipeline', 'started by an action', 'PipelineName'),
    connection: link('connection', 'gives a pipeline its source', 'ConnectionArn'),
    repository: link('source-repository', 'source of a pipeline', 'RepositoryName'),
    bucket: link('bucket', 'read or written by an action', 'S3Bucket', 'BucketName'),
    topic: link('topic', 'told that an approval waits', 'NotificationArn'),
  };
}

/** `ParameterKey=Env,ParameterValue=prod …` of a stack set; anything else is a file. */
function shorthand(node: Node, path: readonly string[]): Argument[] | undefined {
  const text = node.plain();
  if (!text?.trimStart().startsWith('ParameterKey=')) return undefined;
  return [...text.matchAll(/ParameterKey=([^,\s]+),ParameterValue=(?:"([^"]*)"|(\S*))/g)].map(([, name = '', quoted, plain = '']) => ({
    name: written(node.at, name),
    value: written(node.at, quoted ?? plain),
    ...thingAt(node, [...path, name]),
  }));
}
