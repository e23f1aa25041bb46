import { deedsLike } from './deeds.ts';
import { isInvoke, ofCommands, oncePerStep, type Step } from './pipeline.ts';
import { anyRun, runsOf } from './run.ts';
import { equals } from './text.ts';
import { all, any, type Truth } from './truth.ts';

/** Does this step look for known holes? */
export const scans = oncePerStep(
  (step: Step): Truth =>
    any(
      all(isInvoke(step), equals(step.action.provider, 'InspectorScan', 'Inspector scans here')),
      ofCommands(step, (commands) =>
        anyRun(
          runsOf(commands).filter(({ command }) => deedsLike(command, 'scans').length > 0),
          'scanned here',
        ),
      ),
    ),
);
