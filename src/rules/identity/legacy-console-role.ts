import { flag, rule } from '../../engine/rule.ts';
import { matches } from '../../model/text.ts';
import { asFarAsKnown, NEVER } from '../../model/truth.ts';

/** The console once gave every pipeline the rights for every kind of action. */
export default rule({
  id: 'legacy-console-role',
  category: 'identity',
  title: 'A pipeline works with a role that an old console made',
  severity: 'medium',
  on: 'pipeline',
  fix: 'Make a service role for this pipeline, with what its own actions need, and change the pipeline to it.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/security-iam.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },

  *check({ when, at, path, role: { text } }) {
    const old = text ? asFarAsKnown(matches(text, /role\/(?:[\w/-]*\/)?oneClick_AWS-CodePipeline-Service/, 'is called so')) : NEVER; // few are
    yield flag(
      { when, at: text?.at ?? at, path },
      old,
      'works with a role that the console made before September 2018, for every kind of action',
    );
  },
});
