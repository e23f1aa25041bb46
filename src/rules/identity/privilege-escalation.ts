import { flag, rule } from '../../engine/rule.ts';
import type { Role, Statement } from '../../model/identity.ts';
import { grantsEverything, isAdministrator, passesAnyRole } from '../../model/policy/administration.ts';
import { grantsAllBut, ofDelivery, rights, who, wholeServicesIn } from '../../model/policy/breadth.ts';
import { isElevated } from '../../model/policy/elevated.ts';
import { type Escalation, type EscalationPath, escalations } from '../../model/policy/escalation.ts';
import { statementsOf } from '../../model/policy/grants.ts';
import { serviceOf } from '../../model/policy/known-action.ts';
import { onlyDeploysStacks } from '../../model/policy/owner.ts';
import { EVERY_ROLE } from '../../model/policy/resource.ts';
import { all, any, asFarAsKnown, conceivable, NEVER, not, type Thing, type Truth } from '../../model/truth.ts';
import { NOWHERE } from '../../model/world.ts';

/** Ways that a rule of their own tells: `start-any-build`, `assume-any-role`, `deploy-to-any-service`. */
const TOLD = [
  'codebuild-002',
  'codebuild-003',
  'sts-001',
  'lambda-003',
  'codedeploy-001',
  'apprunner-002',
  'cloudformation-002',
  'cloudformation-005',
];
/** `create-unbounded-role` tells these of who may create roles as well. */
const FILLS_ROLES = ['iam-005', 'iam-009'];

/** Rights that look harmless one by one. */
export default rule({
  id: 'privilege-escalation',
  category: 'identity',
  title: 'A role of the delivery system can give itself more rights than it has',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Name the roles, projects, functions and stacks that these actions are for as Resource, and the service that a role is passed to in a condition on iam:PassedToService.',
  references: [
    'https://pathfinding.cloud/',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: [
    'CKV_AWS_110',
    'CKV_AWS_286',
    'PRIVILEGE_ESCALATION',
    'iam_inline_policy_allows_privilege_escalation',
    'PrivilegeEscalationRule',
  ],

  *check(role, { model }) {
    const statements = statementsOf(role);
    const stacksOnly = asFarAsKnown(onlyDeploysStacks(role));
    const wide = [...statements.map(isWide), ...role.managed.flatMap((one) => [isAdministrator(one), isElevated(one)])];
    const delivers = all(ofDelivery(role), not(asFarAsKnown(any(...wide))));
    const passes = asFarAsKnown(any(...statements.map(passesAnyRole)));
    if (!conceivable(delivers)) return;
    const before = new Map<Thing, Truth>();
    for (const way of escalations(role, model.all('role'))) {
      const { by, path, truth, via } = way;
      if (via.length === 0 ? isTold(path, role) : isMeant(via)) continue;
      const toldOfPassing = path.kind === 'new' && via.length === 0 ? passes : NEVER; // by pass-any-role
      const toldBefore = before.get(by) ?? NEVER;
      const so = all(delivers, truth, not(any(toldBefore, toldOfPassing)));
      const message = `gives ${who(role)} more than it was given: it ${gives(way)}`;
      yield flag(by, all(so, not(stacksOnly)), message, { severity: path.kind === 'identity' && via.length === 0 ? 'critical' : 'high' });
      yield flag(by, all(so, stacksOnly), message, { severity: 'medium' });
      before.set(by, any(toldBefore, all(truth, not(toldOfPassing))));
    }
  },
});

/** `admin-role` and `not-action-allow` speak of the whole of it. */
const isWide = (statement: Statement): Truth => any(grantsEverything(statement), grantsAllBut(statement));

function isTold({ id, needs }: EscalationPath, role: Role): boolean {
  if (TOLD.includes(id)) return true;
  if (FILLS_ROLES.includes(id) && rights(role, ['iam:CreateRole'], () => EVERY_ROLE).length > 0) return true;
  const services = statementsOf(role).flatMap((statement) => wholeServicesIn(statement)); // service-wildcard, or pass-any-role
  return needs.every(({ action }) => services.includes(serviceOf(action)));
}

/** A pipeline that hands a stack its role does what it is for; what that role may do is told of it. */
const isMeant = (via: readonly Role[]): boolean => via.some((one) => asFarAsKnown(onlyDeploysStacks(one)).in(NOWHERE).is === 'yes');

/** By itself, or by the roles that it comes through. */
const gives = ({ path, via }: Escalation): string =>
  via.length === 0 ? path.gives : `can act as ${via.map((one) => one.path.join('/')).join(', and so as ')}`;
