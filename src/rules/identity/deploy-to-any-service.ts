import { flag, rule } from '../../engine/rule.ts';
import { byStatement, listed, rights, who } from '../../model/policy/breadth.ts';
import { onlyDeploysStacks, trustsService } from '../../model/policy/owner.ts';
import { every, type Resource } from '../../model/policy/resource.ts';
import { all, asFarAsKnown, NEVER, not } from '../../model/truth.ts';

/** What puts a new version in place, and the kind of thing that it is put into. */
const DEPLOYS: Readonly<Record<string, readonly [kind: string, what: string]>> = {
  'ecs:UpdateService': ['service/', 'service of ECS'],
  'lambda:UpdateFunctionCode': ['function:', 'function'],
  'codedeploy:CreateDeployment': ['deploymentgroup:', 'deployment group'],
  'elasticbeanstalk:UpdateEnvironment': ['environment/', 'Elastic Beanstalk environment'],
  'apprunner:UpdateService': ['service/', 'service of App Runner'],
  'cloudformation:UpdateStack': ['stack/', 'stack'],
  'cloudformation:ExecuteChangeSet': ['stack/', 'stack'],
};

const everyOne = (service: string, action: string): Resource => every(service, DEPLOYS[action]?.[0]);

/** One pipeline can replace what every other one delivers, production too. */
export default rule({
  id: 'deploy-to-any-service',
  category: 'identity',
  title: 'A role of the delivery system may deploy to every service of the account',
  severity: 'medium',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Name what is deployed to as Resource: the service, the function, the deployment group, the stack.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },

  *check(role) {
    const stacksOnly = asFarAsKnown(onlyDeploysStacks(role)); // a stack deploys what its template holds
    const ofPipeline = asFarAsKnown(trustsService(role, 'codepipeline')); // AWS's own page says `*` for CodeDeploy there
    for (const { statement, actions, truth } of byStatement(rights(role, Object.keys(DEPLOYS), everyOne))) {
      const kinds = [...new Set(actions.map((action) => `every ${DEPLOYS[action]?.[1]}`))];
      const message = `lets ${who(role)} deploy to ${listed(kinds)}`;
      const asAdvised = actions.every((action) => action.startsWith('codedeploy:')) ? ofPipeline : NEVER;
      yield flag(statement, all(truth, not(stacksOnly), not(asAdvised)), message);
      yield flag(statement, all(truth, asAdvised), message, { severity: 'low' });
    }
  },
});
