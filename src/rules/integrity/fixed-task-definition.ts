import { flag, rule } from '../../engine/rule.ts';
import { isRewritten, namesRevision } from '../../model/appspec-revision.ts';
import { all, not } from '../../model/truth.ts';

/** What was built and tested is not what is deployed: the service gets the old revision again, and the deployment says that all is well. */
export default rule({
  id: 'fixed-task-definition',
  category: 'integrity',
  title: 'An appspec deploys one fixed revision of a task definition',
  severity: 'medium',
  confidence: 'medium',
  on: 'appspec',
  fix: 'Write the placeholder <TASK_DEFINITION>, which CodePipeline fills in with the revision that it registers, or let the build write the new revision into the file.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html',
    'https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-9'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.32'], 'aws-well-architected': ['SEC11-BP06'] },

  *check(appspec, { model }) {
    for (const resource of appspec.resources) {
      const place = { ...resource, at: resource.taskDefinition.at };
      yield flag(
        place,
        all(namesRevision(resource), not(isRewritten(appspec, model))),
        'deploys this revision of the task definition, whatever was built',
      );
    }
  },
});
