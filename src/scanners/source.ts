import type { Connection, PipelineWebhook, ReviewRules, SourceCredential } from '../model/source.ts';
import { lastPart } from './names.ts';
import { add, pathOf, type Reader, thingAt } from './reader.ts';

/** A connection, whether it is called CodeConnections' or, as before, CodeStar's. */
export const readConnection: Reader = (node, context) => {
  const name = node.prop('ConnectionName').text();
  const connection: Connection = {
    name,
    provider: node.prop('ProviderType').text(),
    host: node.prop('HostArn').text(),
    status: node.prop('ConnectionStatus').text(),
    users: () => context.linker.users(connection),
    ...thingAt(node, pathOf(context, name)),
  };
  add(context, 'connection', connection, name, lastPart(node.prop('ConnectionArn').text()));
};

/** A CodeCommit repository. */
export const readSourceRepository: Reader = (node, context) => {
  const name = node.prop('RepositoryName').text();
  add(context, 'source-repository', { name, ...thingAt(node, pathOf(context, name)) }, name);
};

/**
 * Review rules of a CodeCommit repository, as `list-associated-approval-rule-templates-for-repository` prints them and
 * `associate-approval-rule-template-with-repository` gives it one. CloudFormation has none.
 */
export const readReviewRules: Reader = (node, context) => {
  const named = node.prop('ApprovalRuleTemplateName');
  const many = node.prop('RepositoryNames');
  const rules: ReviewRules = {
    templates: (named.exists ? [named] : node.prop('ApprovalRuleTemplateNames').items()).map((one) => thingAt(one, [])),
    repositories: [node.prop('RepositoryName'), ...(many.exists ? many.items() : [])]
      .filter(({ exists }) => exists)
      .map((one) => one.text()),
    ...thingAt(node, context.path),
  };
  add(context, 'review-rules', rules);
};

/** A login of CodeBuild, as a template and `import-source-credentials` write it; `list-source-credentials` leaves the token out. */
export const readSourceCredential: Reader = (node, context) => {
  const serverType = node.prop('ServerType').text();
  const credential: SourceCredential = {
    authType: node.prop('AuthType').text(),
    serverType,
    token: node.prop('Token').text(),
    username: node.prop('Username').text(),
    ...thingAt(node, pathOf(context, serverType)),
  };
  add(context, 'source-credential', credential, node.prop('Arn').text());
};

/** A webhook of a pipeline, as a template and `put-webhook` write it; `list-webhooks` has it under `definition`. */
export const readPipelineWebhook: Reader = (node, context) => {
  const definition = node.prop('Definition').exists ? node.prop('Definition') : node;
  const name = definition.prop('Name').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const authentication = definition.prop('AuthenticationConfiguration');
  const webhook: PipelineWebhook = {
    name,
    pipeline: context.linker.link('pipeline', thing, definition.prop('TargetPipeline').text(), 'started by a webhook'),
    action: definition.prop('TargetAction').text(),
    authentication: definition.prop('Authentication').text(),
    addresses: authentication.prop('AllowedIPRange').text(),
    secret: authentication.prop('SecretToken').text(),
    filters: definition
      .prop('Filters')
      .items()
      .map((filter) => ({ jsonPath: filter.prop('JsonPath').text(), equals: filter.prop('MatchEquals').text(), ...thingAt(filter, path) })),
    ...thing,
  };
  add(context, 'pipeline-webhook', webhook, name);
};
