import { flag, rule } from '../../engine/rule.ts';
import { listed } from '../../model/policy/breadth.ts';
import { grantedElsewhere, isHandedOn, lacks } from '../../model/policy/lacking.ts';
import { tasksOf } from '../../model/tasks.ts';
import { all, any, asFarAsKnown, conceivable, not } from '../../model/truth.ts';

/** What they are done on may have a policy of its own, in another file, that allows it. */
const OWN_POLICIES = /^(s3|ecr|ecr-public|secretsmanager|lambda|sqs|codeartifact|events|ssm|states):/;

/** It fails when it first runs: on the way to production, and after everything before it was done. */
export default rule({
  id: 'role-lacks-permission',
  category: 'identity',
  mistake: null,
  title: 'An action or a command needs a right that its role does not have',
  severity: 'medium',
  on: 'system',
  fix: 'Allow the role this action on what it is used on, and nothing more.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/',
  ],
  controls: {},

  *check(_, { model }) {
    const tasks = tasksOf(model).filter(({ certain }) => certain !== false);
    if (tasks.length === 0) return;
    const elsewhere = grantedElsewhere(model);
    for (const { role, by, needs, truth } of tasks) {
      const missing = needs
        .map((need) => ({ need, lacking: asFarAsKnown(lacks(role, need)) }))
        .filter(({ lacking }) => conceivable(all(truth, lacking)))
        .map(({ need, lacking }) => ({ name: need.actions.join(' or '), lacking: all(lacking, asFarAsKnown(not(elsewhere(need)))) }))
        .filter(({ lacking }) => conceivable(lacking));
      if (missing.length === 0 || isHandedOn(role, model)) continue;
      const names = listed(missing.map(({ name }) => name));
      const whose = role.path.join('/');
      const so = all(role.when, asFarAsKnown(truth), any(...missing.map(({ lacking }) => lacking)));
      yield flag(by, so, `needs ${names}, which no policy of its role ${whose} allows`, {
        fix: `Allow ${names} in a policy of ${whose}, on what it is used on, and nothing more.`,
        confidence: missing.every(({ name }) => OWN_POLICIES.test(name)) ? 'medium' : 'high',
      });
    }
  },
});
