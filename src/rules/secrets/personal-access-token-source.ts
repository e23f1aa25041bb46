import { flag, rule } from '../../engine/rule.ts';
import { isOneOf } from '../../model/text.ts';

/** It may what its owner may, in every repository, for as long as nobody revokes it; one serves all builds of a region. */
export default rule({
  id: 'personal-access-token-source',
  category: 'secrets',
  title: 'Builds log in to their source with the token of a person',
  severity: 'medium',
  on: 'source-credential',
  fix: 'Make a connection (AuthType: CODECONNECTIONS) for the repositories that are built, and revoke the token.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/access-tokens.html',
    'https://aws.amazon.com/security/security-bulletins/AWS-2025-016/',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-6', 'CICD-SEC-2'], soc2: ['CC6.1'], 'iso27001-2022': ['A.8.2'] },

  *check({ authType, ...credential }) {
    const ofPerson = isOneOf(authType, ['PERSONAL_ACCESS_TOKEN', 'BASIC_AUTH'], 'the login of a person');
    yield flag({ ...credential, at: authType.at }, ofPerson, 'logs in with what belongs to a person, for every build of the region');
  },
});
