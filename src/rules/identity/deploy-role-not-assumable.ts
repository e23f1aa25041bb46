import { flag, rule } from '../../engine/rule.ts';
import type { Role } from '../../model/identity.ts';
import type { Link } from '../../model/link.ts';
import { trustsRoles, trustsService } from '../../model/policy/owner.ts';
import { isOneOf } from '../../model/text.ts';
import { all, asFarAsKnown, NEVER, not, type Truth } from '../../model/truth.ts';
import { through } from '../../model/value.ts';

/** Where the role is here to read, and its trust policy with it. */
const isUntrusting = (link: Link<Role>, trusts: (role: Role) => Truth): Truth =>
  asFarAsKnown(through(link, (role) => (role.trust.length > 0 ? not(trusts(role)) : NEVER)));

/** It fails when it first runs, and mostly on the way to production. */
export default rule({
  id: 'deploy-role-not-assumable',
  category: 'identity',
  title: 'A pipeline names a role that it cannot act with',
  severity: 'high',
  on: 'pipeline',
  fix: 'Let the trust policy of the role name who assumes it: codepipeline.amazonaws.com for a pipeline, the role of the pipeline (Principal: AWS) for an action, cloudformation.amazonaws.com for a stack.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-create-cross-account.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html',
  ],
  controls: { 'aws-well-architected': ['SEC03-BP02'] },

  *check(pipeline) {
    const own = isUntrusting(pipeline.role, (role) => trustsService(role, 'codepipeline'));
    yield flag(pipeline, own, 'works with a role that CodePipeline may not assume');
    for (const step of pipeline.steps) {
      const { role, passedRole, provider } = step.action;
      const isOwn = asFarAsKnown(through(pipeline.role, (one) => through(role, (other) => (one === other ? not(NEVER) : NEVER))));
      yield flag(step, all(isUntrusting(role, trustsRoles), not(isOwn)), 'works with a role that the pipeline may not assume');
      const stack = isOneOf(provider, ['CloudFormation'], 'makes a stack');
      const passed = isUntrusting(passedRole, (one) => trustsService(one, 'cloudformation'));
      yield flag(step, all(stack, passed), 'hands CloudFormation a role that it may not assume');
    }
  },
});
