import type { BuildProject } from './build.ts';
import type { BuildWebhook } from './build-webhook.ts';
import { type Buildspec, commandsOf, ofBatch } from './buildspec.ts';
import { mayRunAnything } from './command-unread.ts';
import { callOf } from './command-words.ts';
import { deedsLike } from './deeds.ts';
import { isRun, type Run, runsOf } from './run.ts';
import { equals, mentions } from './text.ts';
import { all, any, type Truth, unknown, yes } from './truth.ts';
import { through } from './value.ts';

/** What says in a command that containers are at work: `docker`, `podman`, `--use-container`, `testcontainers`. */
const SAYS = /docker|podman|container|buildah|buildctl|buildkit|nerdctl|localstack/i;

/** Other programs that run containers, or do what only the root of the machine may. */
const NEEDS =
  /^(pack|earthly|skaffold|kind|minikube|k3d|act|ddev|lando|tilt|copilot|molecule|mount|umount|losetup|modprobe|sysctl|iptables|chroot|unshare|mknod|systemctl|packer|vagrant|qemu[\w-]*)$/;

/** Those that do so where their files say it: images of the CDK, bundles of SAM, tests with Testcontainers. */
const MAY = /^(cdk|sam|amplify|serverless|sls|pulumi|mvnw?|gradlew?|sbt|bazel|dagger|nx|ansible-playbook)$/;
const STARTS_CONTAINERS = /^(pytest|go|dotnet|tox|nox|cargo)$/;

/**
 * Does a build of this project need privileged mode: for containers, for a file system that it mounts, or for the jobs of others
 * that it is a runner for? https://docs.aws.amazon.com/codebuild/latest/userguide/sample-efs.html
 */
export const needsPrivileges = ({ buildspec, fileSystems, webhooks }: BuildProject): Truth =>
  any(
    ...fileSystems.map(({ when, at }) => all(when, yes({ at, text: 'a file system is mounted' }))),
    ...webhooks.map(isRunner),
    through(buildspec, usesContainers),
  );

/** What the workflows of a repository run stands in no buildspec. */
const isRunner = ({ when, groups, buildType }: BuildWebhook): Truth =>
  all(
    when,
    any(
      equals(buildType, 'RUNNER_BUILDKITE_BUILD', 'runs the jobs of Buildkite'),
      ...groups.flatMap((group) =>
        group.filters.map(({ pattern, ...filter }) =>
          all(group.when, filter.when, mentions(pattern, /WORKFLOW_JOB_QUEUED/, 'runs the jobs of workflows')),
        ),
      ),
    ),
  );

const usesContainers = (buildspec: Buildspec): Truth =>
  ofBatch(buildspec, (one) => {
    const commands = commandsOf(one);
    return any(...runsOf(commands).map((run) => all(isRun(run), needs(run))), mayRunAnything(commands));
  });

function needs({ command, at }: Run): Truth {
  const { program } = callOf(command);
  if (NEEDS.test(program) || command.words.some((word) => SAYS.test(word))) return yes({ at, text: 'containers are at work here' });
  const tests = STARTS_CONTAINERS.test(program) && deedsLike(command, 'tests').length > 0;
  return MAY.test(program) || tests ? unknown({ at, text: `\`${program}\` may start containers`, settle: '' }) : any();
}
