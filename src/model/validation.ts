import type { Appspec, Hook } from './appspec.ts';
import { mentions } from './text.ts';
import { all, any, NEVER, type Truth, yes } from './truth.ts';

/**
 * Events in which the new version runs already, and can be tried: with functions, and with scripts on instances.
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
const OF_FUNCTIONS = ['AfterInstall', 'AfterAllowTestTraffic', 'BeforeAllowTraffic', 'AfterAllowTraffic'];
const OF_SCRIPTS = ['ValidateService', 'AfterAllowTraffic'];

/** An event of such a name that does not count is none at all, `ValidateServices`: what is wrong there is the name, as `invalid-appspec` tells. */
const isMeant = (event: string): boolean => /valid|test|allow/i.test(event) && event !== 'BeforeAllowTraffic';

/** A script that is called so looks, whatever the event. */
const LOOKS = /check|health|probe|smoke|test|valid|verif|wait/i;

/** Something of the deployment looks at the new version before CodeDeploy calls it good. */
export function validates({ hooks, resources }: Appspec): Truth {
  const events = resources.length > 0 ? OF_FUNCTIONS : OF_SCRIPTS;
  const looks = (hook: Hook): Truth =>
    any(
      events.includes(hook.event) || isMeant(hook.event) ? yes({ at: hook.at, text: `${hook.event} looks at the new version` }) : NEVER,
      mentions(hook.script, LOOKS, 'the script looks at the new version'),
    );
  return any(...hooks.map((hook) => all(hook.when, looks(hook))));
}
