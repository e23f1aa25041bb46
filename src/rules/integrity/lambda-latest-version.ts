import { flag, rule } from '../../engine/rule.ts';
import { deploysLatest, deploysWithoutAlias, isTrialAlias, pointsToLatest } from '../../model/lambda-version.ts';
import { all, not } from '../../model/truth.ts';

/** Every change of the code reaches all callers at once, and there is no version to send them back to. */
export default rule({
  id: 'lambda-latest-version',
  category: 'integrity',
  title: 'Callers of a function get $LATEST, whatever that is',
  severity: 'high',
  on: 'system',
  fix: 'Publish a version of each change (AWS::Lambda::Version, or AutoPublishAlias in SAM), and let the alias name it.',
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-LambdaDeploy.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-9'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.9', 'A.8.32'],
    'aws-well-architected': ['SEC11-BP06', 'REL08-BP04'],
  },

  *check(model) {
    for (const alias of model.all('function-alias'))
      yield flag(alias, all(pointsToLatest(alias), not(isTrialAlias(alias))), 'leads its callers to $LATEST, which every change replaces');
    for (const { steps } of model.all('pipeline')) {
      for (const step of steps) {
        yield flag(step, deploysLatest(step.action), 'deploys $LATEST, which every change replaces');
        yield flag(step, deploysWithoutAlias(step.action), 'puts the code in place behind no alias, for all callers at once', {
          severity: 'low',
        });
      }
    }
  },
});
