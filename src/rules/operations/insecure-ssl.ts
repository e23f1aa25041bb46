import { flag, rule } from '../../engine/rule.ts';
import { isTrue } from '../../model/text.ts';

/** Whoever stands between CodeBuild and the repository may change what is built, and reads what CodeBuild logs in with. */
export default rule({
  id: 'insecure-ssl',
  category: 'operations',
  title: 'A build takes its source from whoever answers',
  severity: 'high',
  on: 'project',
  fix: 'Take InsecureSsl out; for a server with a certificate of your own, name the certificate (Environment: Certificate).',
  references: ['https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectSource.html'],
  controls: { 'owasp-cicd': ['CICD-SEC-7'], soc2: ['CC6.1'], 'iso27001-2022': ['A.8.24'] },

  *check({ source, secondarySources }) {
    for (const { insecureSsl, ...one } of [source, ...secondarySources]) {
      yield flag(
        { ...one, at: insecureSsl.at },
        isTrue(insecureSsl, 'certificates are not checked'),
        'does not check whom the source comes from',
      );
    }
  },
});
