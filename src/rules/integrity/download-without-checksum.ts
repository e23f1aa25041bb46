import { flag, rule } from '../../engine/rule.ts';
import { thingOfRun } from '../../model/command-list.ts';
import { fetchedIn, isProgram, isVerified, runnerOf } from '../../model/fetched.ts';
import { onlyOnce, sequencesOf } from '../../model/sequence.ts';
import { ALWAYS } from '../../model/truth.ts';

/** A release can be replaced where it lies; a checksum in the repository is what notices. */
export default rule({
  id: 'download-without-checksum',
  category: 'integrity',
  title: 'A build fetches a program and does not check that it is the right one',
  severity: 'low',
  on: 'system',
  fix: 'Keep the checksum of the version in the repository and compare it before the program is used: echo "$SHA256  tool.zip" | sha256sum -c. Or put the tool into the build image.',
  references: ['https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-09-Improper-Artifact-Integrity-Validation'],
  controls: { 'owasp-cicd': ['CICD-SEC-3', 'CICD-SEC-9'], 'iso27001-2022': ['A.8.9'] },

  *check(model) {
    const isNew = onlyOnce();
    for (const list of sequencesOf(model)) {
      for (const fetched of fetchedIn(list)) {
        const thing = thingOfRun(fetched.run);
        if (!isProgram(list, fetched) || runnerOf(list, fetched) || isVerified(list, fetched) || !isNew(thing)) continue;
        yield flag(thing, ALWAYS, 'fetches a program, and nothing compares it with what it should be');
      }
    }
  },
});
