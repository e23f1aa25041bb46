import { flag, rule } from '../../engine/rule.ts';
import { among, mayDeploy } from '../../model/pipeline.ts';
import { deploysToProduction, isAssumedProduction } from '../../model/production.ts';
import { followsFiles, testsBefore, testsInVainBefore } from '../../model/testing.ts';
import { all, any, not } from '../../model/truth.ts';
import { wayTo } from '../../model/way.ts';

/** Something has to run tests, and be able to fail, on the way to production. */
export default rule({
  id: 'untested-production-deploy',
  category: 'testing',
  title: 'Production is deployed to and nothing on the way runs tests',
  severity: 'high',
  on: 'pipeline',
  fix: 'Run the tests in the build project of a stage before this one (a command of its own in the build phase, so that its failure stops the build), or add a Test action.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-valid-providers.html',
    'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_appsec_automate_testing_throughout_lifecycle.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-1'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.29'],
    'pci-dss': ['6.5.1'],
    'aws-well-architected': ['SEC11-BP02'],
  },

  *check(pipeline, { settings: { production } }) {
    for (const { step } of among(pipeline, mayDeploy)) {
      const nothing = all(step.when, not(testsBefore(step)));
      const untested = any(all(testsInVainBefore(step), nothing), nothing); // the first brings its evidence
      const route = () => wayTo(step, 'no test');
      const message = 'and nothing before it runs tests that could stop it';
      yield flag(step, all(untested, deploysToProduction(step, production)), `deploys to production ${message}`, { route });
      const assumed = all(untested, isAssumedProduction(step, production));
      const found = followsFiles(step); // a file here need not be the one in the source of the pipeline
      yield flag(step, all(assumed, not(found)), `is the last deploy ${message}`, { severity: 'medium', confidence: 'medium', route });
      yield flag(step, all(assumed, found), `is the last deploy ${message}`, { severity: 'low', confidence: 'low', route });
    }
  },
});
