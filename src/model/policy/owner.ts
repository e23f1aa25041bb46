import { ISSUERS } from '../../data/issuers.ts';
import type { Principal, Role, Statement } from '../identity.ts';
import { oncePer } from '../once-per.ts';
import { escapeRegExp, mentions, startsWith, written } from '../text.ts';
import { hasWord, wordsOf } from '../text-words.ts';
import { ALWAYS, all, any, asFarAsKnown, not, noting, once, type Truth } from '../truth.ts';
import { anyTerm } from './action.ts';
import { holdFreely } from './condition.ts';
import { isAllow } from './evaluate.ts';
import { reachesText } from './pattern.ts';
import { isOwnAccount } from './trust.ts';

/** Services that deliver software: a role that one of them may assume belongs to the delivery system. */
const DELIVERY = ['codepipeline', 'codebuild', 'codedeploy'];

/** Workloads take tokens of their cluster too: that makes none of them a build. */
const ISSUER = new RegExp(
  `(?:^|:oidc-provider/)(?:${ISSUERS.filter(({ name }) => name !== 'Amazon EKS')
    .map(({ host }) => escapeRegExp(host))
    .join('|')})(?:[/:]|$)`,
);

/** Who may be named that is no service. Whoever is hidden may be one. */
const NO_SERVICE = ['AWS', 'Federated', 'CanonicalUser'];

/** Somebody may assume the role, by a statement of its trust policy. */
const trusts = ({ trust }: Role, whom: (statement: Statement) => Truth): Truth =>
  any(...trust.map((statement) => all(statement.when, isAllow(statement), whom(statement))));

/** A service of AWS may assume the role: `codebuild`, `events`, `ecs-tasks`. */
export const trustsService = (role: Role, service: string): Truth =>
  trusts(role, ({ principals }) =>
    anyTerm(
      principals.filter(({ kind }) => !NO_SERVICE.includes(kind)),
      (text) => startsWith(text, `${service}.`, `assumed by ${service}`),
    ),
  );

/** Some role, person or account may assume it, or everybody. */
export const trustsRoles = (role: Role): Truth =>
  trusts(role, ({ principals, notPrincipals }) =>
    any(
      ...principals.filter(({ kind }) => !['Service', 'Federated', 'CanonicalUser'].includes(kind)).map(({ when }) => when),
      ...notPrincipals.map(({ when }) => when),
    ),
  );

/** The provider is often a `Ref`; then the claims that the trust policy looks at name it. */
const trustsIssuer = (role: Role): Truth =>
  trusts(role, ({ principals, conditions }) =>
    any(
      anyTerm(
        principals.filter(({ kind }) => kind === 'Federated'),
        (text) => mentions(text, ISSUER, 'assumed by the builds of a CI service'),
      ),
      ...conditions
        .filter(({ key }) => ISSUER.test(key))
        .map(({ at, when }) => noting(when, { at, text: 'assumed by the builds of a CI service' })),
    ),
  );

/** As what a role is used that delivers software; a function or a task has a role too. */
const DELIVERS = /\b(?:pipeline|action|build|deployment|stack)\b/;

/** Does it belong to what delivers software: a pipeline, a build, a deployment, or the stacks that they deploy? */
export const delivers = oncePer((role: Role): Truth => {
  if (role.holds) return isCalledDelivery(role);
  const used = role.users().filter(({ as }) => DELIVERS.test(as));
  return any(
    ...used.map(({ by, as }) => noting(by.when, { at: by.at, text: as })),
    runsBuilds(role),
    trustsService(role, 'cloudformation'),
  );
});

/** The same, or every role counts. */
export const isDeliveryRole = (role: Role): Truth => (role.scope === 'all' ? ALWAYS : delivers(role));

/** Pipelines, builds or deployments act with it themselves. */
const runsBuilds = oncePer(
  (role: Role): Truth => once(any(...DELIVERY.map((service) => trustsService(role, service)), trustsIssuer(role))),
);

const CALLED = 'deploy deployment deployer deploys pipeline cicd codepipeline codebuild codedeploy cloudformation delivery'.split(' ');

/** Its name says that it belongs to the delivery of software: the role of another account that a pipeline assumes. */
export const isCalledDelivery = ({ at, name, path }: Role): Truth =>
  asFarAsKnown(any(hasWord(name, CALLED, 'is called so'), hasWord(written(at, lastNameIn(path)), CALLED, 'is called so')));

/** A construct of the CDK by its own name, or by whose role it is, and not by the stack that it stands in: `Web/CrossAccountDeploy/Role`. */
function lastNameIn(path: readonly string[]): string {
  const names = (path.at(-1) ?? '').split('/');
  return names.slice(names.length > 2 && /^(Service)?Role$/.test(names.at(-1) ?? '') ? -2 : -1).join('/');
}

/** `iam/codebuild-policy.json`, `cicd/role.json`: the file, or the folder that it is in, is called so. */
export const saysDelivery = (path: string): boolean => {
  const words = path
    .split('/')
    .slice(-2)
    .flatMap((name) => wordsOf(name));
  return (
    words.some((word, i) => CALLED.includes(word) || CALLED.includes(word + (words[i + 1] ?? ''))) &&
    !words.some((word) => /^(scp|guardrails?)$/.test(word))
  );
};

/** Only CloudFormation acts with it, which does what a template says and nothing else. */
export const onlyDeploysStacks = oncePer((role: Role): Truth => once(all(trustsService(role, 'cloudformation'), not(runsBuilds(role)))));

/** Does the trust policy name this role, which then needs no other right in one account, or its account or everybody? */
export function trustsRole(role: Role, other: Role): { readonly byName: Truth; readonly byAccount: Truth } {
  const aws = (is: (principal: Principal) => Truth): Truth =>
    trusts(role, (statement) =>
      all(
        any(...statement.principals.filter(({ kind }) => kind === 'AWS' || kind === '*').map((one) => all(one.when, is(one)))),
        holdFreely(statement, {}),
      ),
    );
  return {
    byName: aws(({ text }) => any(...other.arns().map((arn) => reachesText(text, arn, 'trusts that role', { as: 'text' })))),
    byAccount: aws((principal) => isOwnAccount(role, principal)),
  };
}
