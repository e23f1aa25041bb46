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
    groups: node
      .prop('FilterGroups')
      .items()
      .map((group) => readGroup(group, path)),
    branchFilter: node.prop('BranchFilter').text(),
    buildType: node.prop('BuildType').text(),
    scopes: node
      .prop('ScopeConfiguration')
      .itemsOrSelf()
      .map((scope) => ({ scope: scope.prop('Scope').text(), name: scope.prop('Name').text(), ...thingAt(scope, path) })),
    policy: {
      requires: policy.prop('RequiresCommentApproval').text(),
      approvers: members(policy.prop('ApproverRoles'), path),
      ...thingAt(policy, path),
    },
    ...thingAt(node, path),
  };
}

const readGroup = (node: Node, path: readonly string[]): FilterGroup => ({
  filters: node.items().map((filter) => ({
    type: filter.prop('Type').text(),
    pattern: filter.prop('Pattern').text(),
    exclude: filter.prop('ExcludeMatchedPattern').text(),
    ...thingAt(filter, path),
  })),
  ...thingAt(node, path),
});
