import { flag, rule } from '../../engine/rule.ts';
import { isGated } from '../../model/gate.ts';
import { among, mayDeploy, type Pipeline, type Step } from '../../model/pipeline.ts';
import { deploysToProduction, isAssumedProduction } from '../../model/production.ts';
import { equals } from '../../model/text.ts';
import { all, any, asFarAsKnown, not, type Truth } from '../../model/truth.ts';
import { deploysWhatever, isBeforeMerge, waysIn } from '../../model/unmerged.ts';

/** A step that is so, and which no person holds back. */
const reaches = (pipeline: Pipeline, is: (step: Step) => Truth): Truth =>
  any(...among(pipeline, mayDeploy).map(({ step }) => all(step.when, is(step), not(isGated(step)))));

/** What is deployed before it is merged, nobody but its author has seen. */
export default rule({
  id: 'pull-request-reaches-deploy',
  category: 'approval',
  title: 'A pull request that is not merged is deployed',
  severity: 'high',
  on: 'system',
  fix: 'Let pull requests start builds and tests only, and deploy from a push to the branch that they are merged into; or put an approval before the deploy.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-1', 'CICD-SEC-4'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.32', 'A.5.3'],
    'pci-dss': ['6.5.1'],
  },

  *check(model, { settings: { production } }) {
    for (const pipeline of model.all('pipeline')) {
      const filters = pipeline.triggers.flatMap(({ when, pullRequests }) => pullRequests.map((filter) => ({ filter, when })));
      for (const { filter, when } of filters) {
        const starts = all(pipeline.when, when, isBeforeMerge(filter));
        const named = reaches(pipeline, (step) => deploysToProduction(step, production));
        yield flag(filter, all(starts, named), 'starts runs that deploy to production what is not merged', { severity: 'critical' });
        const last = reaches(pipeline, (step) => isAssumedProduction(step, production));
        yield flag(filter, all(starts, last), 'starts runs that deploy what is not merged', { severity: 'medium', confidence: 'medium' });
      }
    }
    for (const project of model.all('project')) {
      for (const webhook of project.webhooks) {
        const open = asFarAsKnown(equals(webhook.policy.requires, 'DISABLED', 'no pull request waits for a comment'));
        for (const { thing, truth } of waysIn(webhook)) {
          const deploys = all(project.when, truth, deploysWhatever(project));
          const message = 'starts builds that deploy what is not merged';
          yield flag(thing, all(deploys, open), `${message}, of anybody`, { severity: 'critical' });
          yield flag(thing, all(deploys, not(open)), message, { confidence: 'medium' });
        }
      }
    }
  },
});
