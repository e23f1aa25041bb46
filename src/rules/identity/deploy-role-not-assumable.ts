import { flag, rule } from '../../engine/rule.ts';
import type { Role, Statement } from '../../model/identity.ts';
import type { Link } from '../../model/link.ts';
import { trustsRoles, trustsService } from '../../model/policy/owner.ts';
import { isElsewhere, letsInAccountOf } from '../../model/policy/resource-policy.ts';
import { isOneOf, type Text } from '../../model/text.ts';
import { all, asFarAsKnown, NEVER, not, type Truth } from '../../model/truth.ts';
import { settled, through } from '../../model/value.ts';

/** Where the role is here to read, and its trust policy with it. */
const isUntrusting = (link: Link<Role>, trusts: (role: Role) => Truth): Truth =>
  asFarAsKnown(through(link, (role) => (role.trust.length > 0 ? not(trusts(role)) : NEVER)));

const SHARED =
  'Let the account of the role read the artifacts: s3:GetObject in the policy of the bucket, kms:Decrypt in the policy of the key, with arn:aws:iam::ACCOUNT:root or the role as Principal.';

/** The bucket or the key is here to read, has a policy, and it lets nobody of the account in. */
const shuts = <T>(link: Link<T>, statementsOf: (noun: T) => readonly Statement[], arn: Text | undefined, action: string): Truth =>
  asFarAsKnown(
    through(link, (noun) => {
      const statements = statementsOf(noun);
      return arn && statements.length > 0 ? not(letsInAccountOf(statements, arn, action)) : NEVER;
    }),
  );

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
    const { stores } = pipeline;
    const ofOwn = [...(pipeline.role.text ? [pipeline.role.text] : []), ...(settled(pipeline.role)?.arns() ?? [])];
    const own = isUntrusting(pipeline.role, (role) => trustsService(role, 'codepipeline'));
    yield flag(pipeline, own, 'works with a role that CodePipeline may not assume');
    for (const step of pipeline.steps) {
      const { role, passedRole, provider } = step.action;
      const isOwn = asFarAsKnown(through(pipeline.role, (one) => through(role, (other) => (one === other ? not(NEVER) : NEVER))));
      yield flag(step, all(isUntrusting(role, trustsRoles), not(isOwn)), 'works with a role that the pipeline may not assume');
      for (const { bucket, key } of stores.length === 1 && role.text && step.action.inputs.length > 0 ? stores : []) {
        const foreign = asFarAsKnown(isElsewhere(role.text ?? pipeline.name, ofOwn));
        const more = { fix: SHARED, confidence: 'medium' } as const;
        const closed = shuts(bucket, (one) => one.policies().flatMap(({ statements }) => statements), role.text, 's3:GetObject');
        yield flag(
          step,
          all(foreign, closed),
          'works with a role of another account, which the policy of the artifact bucket does not let in',
          more,
        );
        const locked = shuts(key.key, ({ statements }) => statements, role.text, 'kms:Decrypt');
        yield flag(
          step,
          all(foreign, locked),
          'works with a role of another account, which the policy of the key of the artifacts does not let decrypt',
          more,
        );
      }
      const stack = isOneOf(provider, ['CloudFormation'], 'makes a stack');
      const passed = isUntrusting(passedRole, (one) => trustsService(one, 'cloudformation'));
      yield flag(step, all(stack, passed), 'hands CloudFormation a role that it may not assume');
    }
  },
});
