import type { Location } from './location.ts';
import type { Model } from './model.ts';
import type { EventPattern, EventRule, NotificationRule } from './notification.ts';
import { lazy, oncePer } from './once-per.ts';
import type { Pipeline } from './pipeline.ts';
import { sameName } from './same-name.ts';
import { equals, isOneOf } from './text.ts';
import { all, any, asFarAsKnown, conceivable, lazily, not, once, type Thing, type Truth, unknown } from './truth.ts';
import { ask, present } from './value.ts';

/** https://docs.aws.amazon.com/dtconsole/latest/userguide/concepts.html#events-ref-pipeline */
const NEEDED = 'codepipeline-pipeline-manual-approval-needed';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html */
const STARTED = 'CodePipeline Action Execution State Change';

/**
 * Somebody is told of every approval of the pipeline that waits, by a notification rule or a rule of EventBridge in scope. One
 * of which nobody can tell whose it is leaves that open for the pipelines of its own document only.
 */
export function isToldOfApprovals(pipeline: Pipeline, model: Model): Truth {
  return once(lazily(lazy(() => any(...tellersOf(pipeline, model)))));
}

/** What may tell of just this pipeline: of many rules hardly one. */
function tellersOf(pipeline: Pipeline, model: Model): Truth[] {
  const near = (rule: Thing, tells: Truth): Truth => all(rule.when, rule.at.source === pipeline.at.source ? tells : asFarAsKnown(tells));
  const { notifying, passing } = telling(model);
  return [
    ...notifying.map(({ rule, truth }) => near(rule, all(watches(rule, pipeline), truth))),
    ...passing.map(({ rule, truth }) => near(rule, all(isAbout(rule, pipeline), truth))),
  ].filter(conceivable);
}

/** The rules that may tell of approvals, of whichever pipeline: hardly any does. */
const telling = oncePer((model: Model) => ({
  notifying: model
    .all('notification-rule')
    .map((rule) => ({ rule, truth: once(notifies(rule)) }))
    .filter(({ truth }) => conceivable(truth)),
  passing: model
    .all('event-rule')
    .map((rule) => ({ rule, truth: once(passesOn(rule)) }))
    .filter(({ truth }) => conceivable(truth)),
}));

const notifies = ({ status, events }: NotificationRule): Truth =>
  all(
    not(equals(status, 'DISABLED')),
    any(...events.map(({ when, text }) => all(when, equals(text, NEEDED, 'tells of approvals that wait')))),
  );

const watches = (rule: NotificationRule, pipeline: Pipeline): Truth =>
  ask(rule.pipeline, (watched) => (watched === pipeline ? 'yes' : 'no'), 'watches this pipeline');

const passesOn = ({ state, pattern }: EventRule): Truth =>
  all(
    not(equals(state, 'DISABLED')),
    any(...pattern.sources.map(({ when, text }) => all(when, equals(text, 'aws.codepipeline')))),
    any(
      not(any(...pattern.detailTypes.map(({ when }) => when))),
      ...pattern.detailTypes.map(({ when, text }) => all(when, equals(text, STARTED))),
    ),
    isAsked(pattern, 'state', (text) => isOneOf(text, ['STARTED'], 'of actions that begin')),
  );

const isAbout = ({ pattern }: EventRule, pipeline: Pipeline): Truth =>
  all(
    ...pattern.resources.map(({ at, when }) => not(all(when, unreadable(at)))),
    isAsked(pattern, 'pipeline', (text) => any(sameName(text, pipeline.name), all(not(present(pipeline.name, '')), unreadable(text.at)))),
  );

/** CloudFormation makes up a name where the template gives none. */
const unreadable = (at: Location): Truth => unknown({ at, text: 'may be about this pipeline' });

/** What the pattern asks of one key of `detail` lets the event through; nothing does so too. */
function isAsked({ details }: EventPattern, key: string, fits: (text: EventPattern['sources'][number]['text']) => Truth): Truth {
  const asked = details.map((one) => ({ ...one, is: all(one.when, equals(one.name, key)) }));
  return any(
    not(any(...asked.map(({ is }) => is))),
    ...asked.map(({ is, values }) => all(is, any(...values.map(({ when, text }) => all(when, fits(text)))))),
  );
}
