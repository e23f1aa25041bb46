import type { Node } from '../documents/node.ts';
import type { BuildWebhook, FilterGroup } from '../model/build-webhook.ts';
import { isTrue } from '../model/text.ts';
import { members, thingAt } from './reader.ts';

/** `Triggers` of a template count where `Webhook` is true; an answer has a `webhook` where there is one. */
export function readWebhooks(project: Node, path: readonly string[]): BuildWebhook[] {
  const switched = project
    .prop('Triggers')
    .itemsOrSelf()
    .map((triggers) => triggers.under(isTrue(triggers.prop('Webhook').text(), 'a webhook starts builds')));
  return [...switched, ...project.prop('Webhook').itemsOrSelf()].map((node) => readWebhook(node, path));
}

function readWebhook(node: Node, path: readonly string[]): BuildWebhook {
  const policy = node.prop('PullRequestBuildPolicy');
  return {
    ...thingAt(node, path),
    groups: node
      .prop('FilterGroups')
      .items()
      .map((group) => readGroup(group, path)),
    branchFilter: node.prop('BranchFilter').text(),
    buildType: node.prop('BuildType').text(),
    scopes: node
      .prop('ScopeConfiguration')
      .itemsOrSelf()
      .map((scope) => ({ ...thingAt(scope, path), scope: scope.prop('Scope').text(), name: scope.prop('Name').text() })),
    policy: {
      ...thingAt(policy, path),
      requires: policy.prop('RequiresCommentApproval').text(),
      approvers: members(policy.prop('ApproverRoles'), path),
    },
  };
}

const readGroup = (node: Node, path: readonly string[]): FilterGroup => ({
  ...thingAt(node, path),
  filters: node.items().map((filter) => ({
    ...thingAt(filter, path),
    type: filter.prop('Type').text(),
    pattern: filter.prop('Pattern').text(),
    exclude: filter.prop('ExcludeMatchedPattern').text(),
  })),
});
