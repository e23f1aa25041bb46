import { oncePer } from './once-per.ts';
import { among, isDeploy, type Pipeline, type Step } from './pipeline.ts';
import { isCalledTrial, isProduction, type Production } from './production.ts';
import { equals, holes, identity, isOneOf, mentions, piecesIn, type Text } from './text.ts';
import { ALWAYS, all, any, conceivable, NEVER, not, type Truth } from './truth.ts';
import { present } from './value.ts';

/** Both are there and are one text, whatever it is. */
const isSame = (one: Text | undefined, other: Text | undefined, because: string): Truth =>
  one && other
    ? {
        in(world) {
          const [pieces, others] = [piecesIn(one, world), piecesIn(other, world)];
          const [a, b] = [identity(pieces), identity(others)];
          if (a === undefined || b === undefined) return { is: 'unknown', because: () => [...holes(pieces), ...holes(others)] };
          const is = a !== '' && a === b;
          const given = [one, other].flatMap((text) => text.in(world).given ?? []);
          return { is: is ? 'yes' : 'no', because: () => [...(is ? [{ at: other.at, text: because }] : []), ...given] };
        },
      }
    : NEVER;

const workAlike = ({ action: one }: Step, { action: other }: Step): Truth =>
  any(
    isSame(one.role.text, other.role.text, 'works with the same role'),
    isSame(one.passedRole.text, other.passedRole.text, 'hands over the same role'),
  );

/**
 * The CDK makes its roles once for each account: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html. Who shares
 * them shares the account.
 */
const hasBootstrapRole = ({ action: { role } }: Step): Truth =>
  role.text ? mentions(role.text, /:role\/cdk-[a-z0-9]+-deploy-role-/, 'works with the role of the CDK') : NEVER;

/** Two actions work with one role, or hand one role to CloudFormation, and somebody chose it. */
const shareRole = (one: Step, other: Step): Truth => all(workAlike(one, other), not(hasBootstrapRole(one)));

/** Deploys itself, in the account of its pipeline: it names no role of another, and makes no stacks elsewhere. */
const deploysAtHome = ({ action: { category, provider, role } }: Step): Truth =>
  all(
    equals(category, 'Deploy', ''),
    not(isOneOf(provider, ['CloudFormationStackSet', 'CloudFormationStackInstances'], '')),
    role.text ? not(present(role.text, '')) : ALWAYS,
  );

/** Two actions deploy in one account, as far as that can be told by their roles. */
const shareAccount = (one: Step, other: Step): Truth =>
  any(all(deploysAtHome(one), deploysAtHome(other)), all(workAlike(one, other), hasBootstrapRole(one)));

/** Each deploy of a pipeline, and whether it is one to production that shares something with a deploy to another environment. */
function sharing(
  pipeline: Pipeline,
  marks: Production,
  share: (one: Step, other: Step) => Truth,
): readonly { readonly step: Step; readonly truth: Truth }[] {
  const deploys = among(pipeline, isDeploy).map(({ step, truth }) => ({
    step,
    inProduction: all(truth, isProduction(step, marks)),
    truth,
  }));
  const trials = deploys
    .map(({ step, inProduction, truth }) => ({ step, truth: all(truth, isCalledTrial(step), not(inProduction)) }))
    .filter(({ truth }) => conceivable(truth));
  return deploys.map(({ step, inProduction }) => ({
    step,
    truth: all(inProduction, any(...trials.map((trial) => all(trial.truth, share(step, trial.step))))),
  }));
}

/** The deploys to production that work with the role of another environment. */
export const sharingRole = (pipeline: Pipeline, marks: Production): ReturnType<typeof sharing> => rolesShared(marks)(pipeline);

const rolesShared = oncePer((marks: Production) => oncePer((pipeline: Pipeline) => sharing(pipeline, marks, shareRole)));

/** The deploys to production that work in the account of another environment. */
export const sharingAccount = (pipeline: Pipeline, marks: Production): ReturnType<typeof sharing> => sharing(pipeline, marks, shareAccount);
