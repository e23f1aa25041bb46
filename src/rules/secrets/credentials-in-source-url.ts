import { flag, rule } from '../../engine/rule.ts';
import { looksSecret } from '../../model/secret.ts';
import { mentions } from '../../model/text.ts';
import { any } from '../../model/truth.ts';

/** `https://name:password@host`, and `https://token@host`. A name alone before the `@` opens nothing. */
const WITH_CREDENTIALS = /^https?:\/\/[^/@\s]*:[^/@\s]+@/;

/** Whoever may look at the project reads it, and it opens the repository. */
export default rule({
  id: 'credentials-in-source-url',
  category: 'secrets',
  title: 'The address of a source has credentials in it',
  severity: 'critical',
  on: 'project',
  fix: 'Take them out of the address, and log in with a connection (Auth: Type: CODECONNECTIONS). Then revoke what stood there: it was readable.',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-1',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/access-tokens.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-6'],
    'aws-fsbp': ['CodeBuild.1'],
    'aws-config': ['codebuild-project-source-repo-url-check'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
    'pci-dss': ['8.6.2'],
    'aws-well-architected': ['SEC02-BP03'],
  },
  aliases: [
    'codebuild_project_source_repo_url_no_sensitive_credentials',
    'CodeBuildProjectSourceRepoUrl',
    'CODEBUILD_PROJECT_SOURCE_REPO_URL_CHECK',
  ],

  *check({ source, secondarySources }) {
    for (const { location, ...one } of [source, ...secondarySources]) {
      const credentials = any(mentions(location, WITH_CREDENTIALS, 'credentials stand before the @'), looksSecret(location));
      yield flag({ ...one, at: location.at }, credentials, 'has credentials in the address of its source');
    }
  },
});
