import { flag, rule } from '../../engine/rule.ts';
import { isWrittenOut, looksSecret, sourceTokensOf } from '../../model/secret.ts';
import { any } from '../../model/truth.ts';

/** Whoever reads it may push to the repository, and what is pushed there is deployed. */
export default rule({
  id: 'plaintext-source-token',
  category: 'secrets',
  title: 'The token of a source stands in plain text',
  severity: 'critical',
  on: 'system',
  fix: 'Use a connection (CodeStarSourceConnection), which has no token; until then {{resolve:secretsmanager:…}}. Then revoke the token: it was readable.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/update-github-action-connections.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/access-tokens.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-6'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
    'pci-dss': ['8.6.2'],
    'aws-well-architected': ['SEC02-BP03'],
  },

  *check(model) {
    for (const { thing, token, what } of sourceTokensOf(model)) yield flag(thing, any(isWrittenOut(token), looksSecret(token)), what);
  },
});
