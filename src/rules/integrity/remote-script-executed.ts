import { flag, rule } from '../../engine/rule.ts';
import { thingOfRun } from '../../model/command-list.ts';
import { fetchedIn, isCommit, isUnprotected, isVerified, isVersioned, runnerOf } from '../../model/fetched.ts';
import { onlyOnce, sequencesOf } from '../../model/sequence.ts';
import { ALWAYS } from '../../model/truth.ts';

/** Whoever holds the address runs code in the build, with the rights of its role, and nobody sees what it was. */
export default rule({
  id: 'remote-script-executed',
  category: 'integrity',
  title: 'A build runs a script from elsewhere without a look at it',
  severity: 'high',
  on: 'system',
  fix: 'Keep the script in the repository or the tool in the build image; or fetch one version, compare it with a checksum that the repository keeps (sha256sum -c), and only then run it.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/security.html',
    'https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-03-Dependency-Chain-Abuse',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-3', 'CICD-SEC-9'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.9'] },

  *check(model) {
    const isNew = onlyOnce();
    for (const list of sequencesOf(model)) {
      for (const fetched of fetchedIn(list)) {
        const runner = runnerOf(list, fetched);
        const thing = thingOfRun(fetched.run);
        if (!runner || !isNew(thing) || isVerified(list, fetched, runner)) continue;
        const open = isUnprotected(fetched);
        if (isCommit(fetched.url) && !open) continue;
        if (open) yield flag(thing, ALWAYS, 'runs a script that anybody on the way may replace');
        else if (isVersioned(fetched.url))
          yield flag(thing, ALWAYS, 'runs a script from elsewhere, and nothing compares it with what it should be', { severity: 'medium' });
        else yield flag(thing, ALWAYS, 'runs whatever script stands at an address today');
      }
    }
  },
});
