import rule from '../../../src/rules/approval/pull-request-reaches-deploy.ts';
import { indent, testRule } from '../../harness.ts';
import { ask, build, deploy, pipeline, service, template } from './fixtures.ts';

/** A trigger of a pipeline; the mark stands on the filter. */
const trigger = (filter: string, mark = '', kind = 'PullRequest'): string =>
  `Triggers:\n  - ProviderType: CodeStarSourceConnection\n    GitConfiguration:\n      SourceActionName: Fetch\n      ${kind}:\n        - ${filter}${mark && ` # ${mark}`}`;
const MAIN = 'Branches: { Includes: [main] }';
const OPENED = `{ Events: [OPEN, UPDATED], ${MAIN} }`;
const CRITICAL = 'problem (critical)';

interface Project {
  readonly name?: string;
  readonly commands?: readonly string[];
  readonly more?: string;
}

/** A build project with a webhook: the lines of its groups, each a list of filters. */
const project = (groups: readonly string[], { name = 'web', commands = ['npx cdk deploy --all'], more = '' }: Project = {}): string =>
  template(`Build:
  Type: AWS::CodeBuild::Project
  Properties:
    Name: ${name}
    Source:
      Type: GITHUB
      Location: https://github.com/org/web.git
      BuildSpec: |
        version: 0.2
        phases:
          build:
            commands:
${commands.map((command) => `              - ${command}\n`).join('')}    Triggers:
      Webhook: true
${more && `      ${more}\n`}${groups.length > 0 ? `      FilterGroups:\n${indent(8, groups.map((group) => `- ${group}\n`).join(''))}` : ''}`);

const on = (events: string, mark = '', more = ''): string => `[{ Type: EVENT, Pattern: "${events}" }${more}]${mark && ` # ${mark}`}`;
const PULL = 'PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED';
const policy = (requires: string): string => `PullRequestBuildPolicy: { RequiresCommentApproval: ${requires} }`;

/** What batch-get-projects prints of a project whose webhook has no groups. */
const answer = (branches: string, mark = ''): string => `{ "projects": [{
  "name": "web", "arn": "arn:aws:codebuild:eu-west-1:111122223333:project/web", "serviceRole": "arn:aws:iam::111122223333:role/build", "environment": {},
  "source": { "type": "GITHUB", "location": "https://github.com/org/web.git",
    "buildspec": "version: 0.2\\nphases: { build: { commands: [npx cdk deploy --all] } }" },
  "webhook": {${mark && ` "//": "${mark}",`}
    "url": "https://api.github.com/repos/org/web/hooks/1"${branches} } }] }`;

testRule(rule, {
  good: {
    'a webhook for some branches, from before there were groups': answer(', "branchFilter": "^main$"'),
    'a push': pipeline({ Prod: [deploy()] }, trigger(`{ ${MAIN} }`, '', 'Push')),
    'no trigger': pipeline({ Prod: [deploy()] }),
    'only builds': pipeline({ Compile: [build()] }, trigger(OPENED)),
    'only a preview': pipeline({ Preview: [deploy()] }, trigger(OPENED)),
    'an approval comes first': pipeline({ Review: [ask()], Prod: [deploy()] }, trigger(OPENED)),
    'an approval before the last deploy': pipeline({ Review: [ask()], Deploy: [deploy()] }, trigger(OPENED)),
    'the deployment waits for a person': pipeline(
      { Prod: [deploy('', { configuration: 'ClusterName: shop, ServiceName: !Ref Service' })] },
      trigger(OPENED),
      service('{ TargetType: PAUSE, LifecycleStages: [POST_SCALE_UP] }'),
    ),
    'one that is closed': pipeline({ Prod: [deploy()] }, trigger(`{ Events: [CLOSED], ${MAIN} }`)),
    'a webhook for pushes': project([on('PUSH')]),
    'a webhook for what is merged': project([on('PULL_REQUEST_MERGED')]),
    'a webhook that keeps pull requests out': project([`[{ Type: EVENT, Pattern: "${PULL}", ExcludeMatchedPattern: true }]`]),
    'a build that deploys nothing': project([on(PULL)], { commands: ['npm ci', 'npm test'] }),
    'a build that deploys a preview': project([on(PULL)], { commands: ['npx cdk deploy preview-web'] }),
    'a project for trials': project([on(PULL)], { name: 'web-dev' }),
    'a build that asks what started it': project([on(PULL)], {
      commands: ['if [ "$CODEBUILD_WEBHOOK_EVENT" = PUSH ]; then npx cdk deploy --all; fi'],
    }),
    'a build that asks for its branch': project([on(PULL)], { commands: ['BRANCH=$(git rev-parse HEAD) ./x', 'npx cdk deploy --all'] }),
    'a script that nobody can read': project([on(PULL)], { commands: ['./ci.sh'] }),
    'a webhook that is off': project([on(PULL)]).replace('Webhook: true', 'Webhook: false'),
  },
  bad: {
    'a webhook without filters in an account': answer('', 'problem'),
    'opened or changed': pipeline({ Prod: [deploy()] }, trigger(OPENED, CRITICAL)),
    'every event': pipeline({ Prod: [deploy()] }, trigger(`{ ${MAIN} }`, CRITICAL)),
    'one of the events': pipeline({ Prod: [deploy()] }, trigger('{ Events: [CLOSED, UPDATED] }', CRITICAL)),
    'the last deploy': pipeline({ Compile: [build()], Deploy: [deploy()] }, trigger(OPENED, 'problem (medium)')),
    'an approval that comes after': pipeline({ Prod: [deploy(), ask('', { order: '2' })] }, trigger(OPENED, CRITICAL)),
    'in one world': pipeline(
      { Prod: [deploy()] },
      trigger('{ Events: [!If [IsProd, OPEN, CLOSED]] }', 'problem (critical) when IsProd is true'),
    ),
    'a webhook for pull requests': project([on(PULL, 'problem')]),
    'one group of two': project([on('PUSH'), on('PULL_REQUEST_REOPENED', 'problem')]),
    'a webhook without filters': project([]).replace('Triggers:', 'Triggers: # problem'),
    'the pull requests of anybody': project([on(PULL, CRITICAL)], { more: policy('DISABLED') }),
    'those who may comment do not wait': project([on(PULL, 'problem')], { more: policy('ALL_PULL_REQUESTS') }),
    'a release': project([on(PULL, 'problem')], { name: 'web-release', commands: ['aws s3 sync dist s3://web'] }),
  },
  undecided: {
    'events that nobody knows': pipeline({ Prod: [deploy()] }, trigger('{ Events: [!Ref Given] }', 'undecided')),
    'a stage that nobody knows': pipeline({ '!Ref Given': [deploy()], Staging: [deploy()] }, trigger(OPENED, 'undecided')),
    'events of a webhook that nobody knows': project(['[{ Type: EVENT, Pattern: !Ref Given }] # undecided']),
  },
});
