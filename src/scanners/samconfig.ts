import { api, type Dialect, Node } from '../documents/node.ts';
import { listTree, type MapTree, type Tree, textTree } from '../documents/tree.ts';
import { overridesOf } from './aws-cli/overrides.ts';
import type { Scanner } from './scanner.ts';
import { readStack } from './stack.ts';

/** What `readStack` asks for, in the words of SAM's configuration. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  StackName: ['stack_name'],
  TemplateURL: ['template_file', 'template'],
  Parameters: ['parameter_overrides'],
  Capabilities: ['capabilities'],
  RoleARN: ['role_arn'],
  DisableRollback: ['disable_rollback'],
};
const dialect: Dialect = { ...api, spellings: (name) => WORDS[name] ?? api.spellings(name) };

/** The values of a command in one environment. */
const parametersOf = (environment: Tree, command: string): MapTree | undefined => {
  const section = environment.kind === 'map' ? environment.entries.get(command)?.value : undefined;
  const parameters = section?.kind === 'map' ? section.entries.get('parameters')?.value : undefined;
  return parameters?.kind === 'map' ? parameters : undefined;
};

/**
 * What `sam deploy` makes in each environment, by its `samconfig.toml` or `samconfig.yaml`:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
 */
export const samconfig: Scanner = {
  name: 'samconfig',
  accepts: ({ root }) => root.kind === 'map' && [...root.entries.values()].some(({ value }) => parametersOf(value, 'deploy')),
  scan(document, { linker, context }) {
    if (document.root.kind !== 'map') return;
    for (const [name, { value }] of document.root.entries) {
      const parameters = parametersOf(value, 'deploy');
      if (!parameters) continue;
      for (const [key, entry] of parametersOf(value, 'global')?.entries ?? [])
        if (!parameters.entries.has(key)) parameters.entries.set(key, entry);
      inLists(parameters);
      const node = Node.of(dialect, document.root, document.at('')).key(name).key('deploy').key('parameters');
      readStack(node, { linker, context, path: [], references: [] });
    }
  },
};

/** Lists are written as texts, too: `capabilities = "CAPABILITY_IAM CAPABILITY_NAMED_IAM"`. */
function inLists({ entries }: MapTree): void {
  const overrides = entries.get('parameter_overrides');
  if (overrides) entries.set('parameter_overrides', { ...overrides, value: overridesOf(listOf(overrides.value), true) });
  const capabilities = entries.get('capabilities');
  if (capabilities?.value.kind !== 'text') return;
  const { text, start, end } = capabilities.value;
  const items = text.split(/\s+/).filter(Boolean);
  entries.set('capabilities', {
    ...capabilities,
    value: {
      ...listTree(
        start,
        '',
        items.map((item) => textTree(item, false, start, end)),
      ),
      end,
    },
  });
}

const listOf = (tree: Tree): Tree => (tree.kind === 'text' ? { ...listTree(tree.start, '', [tree]), end: tree.end } : tree);
