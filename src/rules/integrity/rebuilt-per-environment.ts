import { flag, rule } from '../../engine/rule.ts';
import { rebuiltIn } from '../../model/rebuilt.ts';

/** Two builds of one commit are two things: what was tested is one of them, and what runs in production is the other. */
export default rule({
  id: 'rebuilt-per-environment',
  category: 'integrity',
  title: 'Each environment gets a build of its own',
  severity: 'high',
  confidence: 'medium',
  on: 'pipeline',
  fix: 'Build once, in a stage of its own, and let every stage deploy that artifact; give what differs between environments to the deployment (parameters, variables, a configuration that is read at the start).',
  references: [
    'https://docs.aws.amazon.com/wellarchitected/latest/framework/sec_appsec_deploy_software_programmatically.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/welcome-introducing-artifacts.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-9'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.9', 'A.8.32'],
    'aws-well-architected': ['SEC11-BP06', 'REL08-BP04'],
  },

  *check(pipeline) {
    for (const { step, seen, called } of rebuiltIn(pipeline)) {
      yield flag(step, seen, 'builds again from the source what an earlier stage has deployed already');
      yield flag(step, called, 'seems to build again from the source what an earlier stage has deployed already', {
        severity: 'medium',
        confidence: 'low',
      });
    }
  },
});
