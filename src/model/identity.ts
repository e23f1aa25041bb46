import type { Link, Use } from './link.ts';
import { endsWith, equals, holes, isHole, literal, matches, mentions, startsWith, type Text } from './text.ts';
import { ALWAYS, all, any, asFarAsKnown, NEVER, not, noting, type Thing, type Truth, unknown } from './truth.ts';
import { ask, present, through } from './value.ts';
import { NOWHERE } from './world.ts';

export interface Role extends Thing {
  readonly name: Text;
  /** Who may assume it. */
  readonly trust: readonly Statement[];
  /** Written into the role, or attached to it by another resource. */
  readonly policies: () => readonly Policy[];
  /** ARNs of managed policies. */
  readonly managed: readonly ManagedPolicy[];
  readonly boundary: Text;
  /** Who works with it, and as what: filled by the linker. */
  readonly users: () => readonly Use[];
}

export interface ManagedPolicy extends Thing {
  readonly arn: Text;
  /** Where the policy itself is in scope. */
  readonly policy: Link<Policy>;
}

export interface Policy extends Thing {
  readonly name: Text;
  readonly statements: readonly Statement[];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface Statement extends Thing {
  readonly sid: Text;
  readonly effect: Text;
  readonly actions: readonly Term[];
  readonly notActions: readonly Term[];
  readonly resources: readonly Term[];
  readonly notResources: readonly Term[];
  readonly principals: readonly Principal[];
  readonly conditions: readonly Condition[];
}

/** One of a list that AWS also takes alone. */
export interface Term extends Thing {
  readonly text: Text;
}

export interface Principal extends Thing {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for everybody. */
  readonly kind: string;
  readonly text: Text;
}

export interface Condition extends Thing {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Term[];
}

/** Services that deliver software: a role that one of them may assume belongs to the delivery system. */
const DELIVERY = ['codepipeline', 'codebuild', 'codedeploy'];

/** Whoever else runs builds, by the issuer of the tokens that the builds show to AWS. */
const ISSUER =
  /(?:^|:oidc-provider\/)(?:token\.actions\.githubusercontent\.com|gitlab\.com|oidc\.circleci\.com|api\.bitbucket\.org|app\.terraform\.io|agent\.buildkite\.com)(?:[/:]|$)/;

/** Who may be named that is no service. Whoever is hidden may be one. */
const NO_SERVICE = ['AWS', 'Federated', 'CanonicalUser'];

/** Somebody may assume the role, by a statement of its trust policy. */
const trusts = ({ trust }: Role, whom: (statement: Statement) => Truth): Truth =>
  any(...trust.map((statement) => all(statement.when, has(statement, 'Allow'), whom(statement))));

const trustsService = (role: Role, service: string): Truth =>
  trusts(role, ({ principals }) =>
    anyOf(
      principals.filter(({ kind }) => !NO_SERVICE.includes(kind)),
      (text) => startsWith(text, `${service}.`, `assumed by ${service}`),
    ),
  );

/** The provider is often a `Ref`; then the claims that the trust policy looks at name it. */
const trustsIssuer = (role: Role): Truth =>
  trusts(role, ({ principals, conditions }) =>
    any(
      anyOf(
        principals.filter(({ kind }) => kind === 'Federated'),
        (text) => mentions(text, ISSUER, 'assumed by the builds of a CI service'),
      ),
      ...conditions
        .filter(({ key }) => ISSUER.test(key))
        .map(({ at, when }) => noting(when, { at, text: 'assumed by the builds of a CI service' })),
    ),
  );

/** Does it belong to what delivers software: a pipeline, a build, a deployment, or the stacks that they deploy? */
export function isDeliveryRole(role: Role): Truth {
  const used = role.users().map(({ by, as }) => noting(by.when, { at: by.at, text: as }));
  return any(...used, runsBuilds(role), trustsService(role, 'cloudformation'));
}

/** Pipelines, builds or deployments act with it themselves. */
const runsBuilds = (role: Role): Truth => any(...DELIVERY.map((service) => trustsService(role, service)), trustsIssuer(role));

/** Only CloudFormation acts with it, which does what a template says and nothing else. */
export const onlyDeploysStacks = (role: Role): Truth => all(trustsService(role, 'cloudformation'), not(runsBuilds(role)));

const has = ({ effect }: Statement, wanted: 'Allow' | 'Deny'): Truth => equals(effect, wanted, '');

const anyOf = (terms: readonly Term[], is: (text: Text) => Truth): Truth => any(...terms.map(({ text, when }) => all(when, is(text))));

/** No name of an action or a resource holds this: only a wildcard reaches it. */
const ANY = '§§';
const PASS_ROLE = 'iam:passrole';

/** Does a pattern of actions reach this one? Case does not matter; what is a hole may be anything. */
const reaches = (text: Text, action: string, because: string): Truth =>
  ask(
    text,
    (pieces) => {
      const pattern = pieces.map((piece) => (isHole(piece) ? '*' : piece.literal)).join('');
      if (!fits(pattern.toLowerCase(), action)) return 'no';
      return literal(pieces) === undefined ? 'unknown' : 'yes';
    },
    because,
    holes,
  );

/** `*` is any text, `?` is any character. Goes back to the last `*` only: no pattern is slow. */
function fits(pattern: string, text: string): boolean {
  let [at, star, retry] = [0, -1, 0];
  for (let i = 0; i < text.length; ) {
    if (pattern[at] === '*') [star, retry] = [at++, i];
    else if (pattern[at] === '?' || pattern[at] === text[i]) [at, i] = [at + 1, i + 1];
    else if (star < 0) return false;
    else [at, i] = [star + 1, ++retry];
  }
  return /^\**$/.test(pattern.slice(at));
}

const mayDo = (statement: Statement, action: string, because: string): Truth =>
  any(
    anyOf(statement.actions, (text) => reaches(text, action, because)),
    all(any(...statement.notActions.map(({ when }) => when)), not(anyOf(statement.notActions, (text) => reaches(text, action, because)))),
  );

/** A pattern that reaches this resource in some account. A reference is no wildcard, whatever it will be. */
const onResource = ({ resources }: Statement, arn: string, because: string): Truth =>
  anyOf(resources, (text) => mentions(text, (seen) => fits(inAnyAccount(seen), arn), because));

const inAnyAccount = (arn: string): string => arn.replace(/^arn:[^:]*:/, 'arn:*:').replace(/^((?:[^:]*:){4})[^:]*:/, '$1*:');

const onEverything = (statement: Statement): Truth => onResource(statement, `arn:aws:${ANY}:${ANY}:${ANY}:${ANY}`, 'on every resource');
const onEveryRole = (statement: Statement): Truth => onResource(statement, `arn:aws:iam::${ANY}:role/${ANY}`, 'on every role');

/** Every action of the account, on everything, and nothing that limits it. */
export const grantsEverything = (statement: Statement): Truth =>
  all(
    statement.when,
    has(statement, 'Allow'),
    anyOf(statement.actions, (text) => reaches(text, `${ANY}:${ANY}`, 'every action')),
    onEverything(statement),
    not(isLimited(statement)),
  );

/** A condition that asks for something in particular. What it must only not be, anything else can be. */
const isLimited = ({ conditions }: Statement): Truth =>
  any(
    ...conditions
      .filter((condition) => !isNegative(condition) && condition.key.toLowerCase() !== 'aws:securetransport')
      .map(({ when, values }) => all(when, not(anyOf(values, (text) => equals(text, '*', 'any value will do'))))),
  );

const isNegative = ({ operator }: Condition): boolean => /Not[A-Z]/.test(operator);

/** May hand any role of the account to a service, which then acts with it. */
export const passesAnyRole = (statement: Statement): Truth =>
  all(
    statement.when,
    has(statement, 'Allow'),
    mayDo(statement, PASS_ROLE, 'may pass a role'),
    onEveryRole(statement),
    not(isLimited(statement)),
  );

/** An explicit Deny outweighs every Allow. One that nobody can see is no excuse. */
export const isForbiddenToPass = (role: Role): Truth =>
  asFarAsKnown(
    any(
      ...statementsOf(role).map((statement) =>
        all(
          statement.when,
          has(statement, 'Deny'),
          mayDo(statement, PASS_ROLE, 'may not pass a role'),
          any(onEveryRole(statement), ...statement.notResources.map(({ when }) => when)),
          ...statement.conditions.map((condition) => any(not(condition.when), isNegative(condition) ? ALWAYS : NEVER)),
        ),
      ),
    ),
  );

/** Managed policies of AWS: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
const EVERYTHING = ['AdministratorAccess'];
const EVERY_ROLE = ['IAMFullAccess', 'AdministratorAccess-Amplify'];

/** A managed policy that grants everything. One of the user's own that is not here to read may. */
export const isAdministrator = (managed: ManagedPolicy): Truth => grants(managed, EVERYTHING, grantsEverything);

export const isFreeToPass = (managed: ManagedPolicy): Truth =>
  grants(managed, EVERY_ROLE, (statement) => all(passesAnyRole(statement), not(grantsEverything(statement))));

function grants({ arn, policy, when }: ManagedPolicy, names: readonly string[], does: (statement: Statement) => Truth): Truth {
  if (inScope(policy).length > 0) return NEVER; // its statements speak for themselves
  const ours = through(policy, ({ statements }) => any(...statements.map(does)));
  const byName = any(
    ...names.map((name) => endsWith(arn, `:aws:policy/${name}`, `${name} grants it`)),
    all(not(matches(arn, /:aws:policy\//, 'a policy of AWS')), ours),
  );
  return all(when, { in: (world) => (policy.in(world).state === 'known' ? ours : byName).in(world) });
}

/** What a permissions boundary leaves of all that is granted, only the boundary tells. */
export const isBounded = ({ boundary }: Role): Truth =>
  all(
    present(boundary, 'a permissions boundary stands above it'),
    not(endsWith(boundary, ':aws:policy/AdministratorAccess')),
    unknown({ at: boundary.at, text: 'its permissions boundary may not allow that' }),
  );

/** Every statement that counts for a role, once: inline, attached, and of the managed policies in scope. */
export const statementsOf = (role: Role): readonly Statement[] => [
  ...new Set([
    ...role.policies().flatMap(({ statements }) => statements),
    ...role.managed.flatMap(({ policy, when }) => inScope(policy).flatMap(({ statements }) => statements.map((one) => under(when, one)))),
  ]),
];

/** A managed policy counts where it is attached. */
const under = (when: Truth, statement: Statement): Statement =>
  when === ALWAYS ? statement : { ...statement, when: all(when, statement.when) };

/** The policy that a link leads to, where it is the same in every world. */
function inScope(policy: Link<Policy>): Policy[] {
  const fact = policy.in(NOWHERE);
  return fact.state === 'known' ? [fact.value] : [];
}
