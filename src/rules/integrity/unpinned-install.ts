import { flag, rule } from '../../engine/rule.ts';
import { thingOfRun } from '../../model/command-list.ts';
import { loosenessOf } from '../../model/installed.ts';
import { doneIn, onlyOnce, sequencesOf } from '../../model/sequence.ts';
import { ALWAYS } from '../../model/truth.ts';

/** The same commit is built from other parts tomorrow, and nobody sees when a bad one comes in. */
export default rule({
  id: 'unpinned-install',
  category: 'integrity',
  title: 'A build installs whatever version there is today',
  severity: 'low',
  on: 'system',
  fix: 'Let a lock file decide (npm ci, yarn install --frozen-lockfile or --immutable, pnpm install --frozen-lockfile, pip install --require-hashes -r requirements.txt), and name tools with their version (npm install -g serverless@3.38.0).',
  references: [
    'https://docs.npmjs.com/cli/commands/npm-ci',
    'https://pip.pypa.io/en/stable/topics/secure-installs/',
    'https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-03-Dependency-Chain-Abuse',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-3'], 'iso27001-2022': ['A.8.9'] },

  *check(model) {
    const isNew = onlyOnce();
    for (const list of sequencesOf(model)) {
      for (const { deed, run } of doneIn(list, 'installs')) {
        const loose = loosenessOf(deed, run.command);
        const thing = thingOfRun(run);
        if (!loose || !isNew(thing)) continue;
        yield flag(thing, ALWAYS, loose.says, { severity: loose.ships ? 'low' : 'info' });
      }
    }
  },
});
