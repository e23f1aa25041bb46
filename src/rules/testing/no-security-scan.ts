import { flag, rule } from '../../engine/rule.ts';
import { isScannedOnPush } from '../../model/image.ts';
import { among, mayDeploy } from '../../model/pipeline.ts';
import { deploysToProduction } from '../../model/production.ts';
import { scans } from '../../model/scanning.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';

/** Known holes in what is deployed are found by whoever looks first. */
export default rule({
  id: 'no-security-scan',
  category: 'testing',
  title: 'Production is deployed to and nothing on the way looks for known holes',
  severity: 'low',
  confidence: 'medium',
  on: 'pipeline',
  fix: 'Scan what is deployed in a step before this one: npm audit, pip-audit, trivy image --exit-code 1, or the InspectorScan action.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-InspectorScan.html',
    'https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-03-Dependency-Chain-Abuse',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-3'], 'iso27001-2022': ['A.8.8', 'A.8.29'], soc2: ['CC7.1'] },

  *check(pipeline, { settings: { production }, model }) {
    const deploys = among(pipeline, mayDeploy).map(({ step }) => all(step.when, asFarAsKnown(deploysToProduction(step, production))));
    const scanned = any(...pipeline.steps.map((step) => all(step.when, scans(step))), ...model.all('repository').map(isScannedOnPush));
    yield flag(pipeline, all(any(...deploys), not(scanned)), 'deploys to production, and nothing on the way looks for known holes');
  },
});
