import type { Alarm, AlarmReference } from './deployment.ts';
import type { Link } from './link.ts';
import type { Location, Source } from './location.ts';
import type { Model } from './model.ts';
import { oncePer } from './once-per.ts';
import { literalOf, type Text } from './text.ts';
import { NEVER, not, type Thing, type Truth, yes } from './truth.ts';
import { through } from './value.ts';
import { NOWHERE } from './world.ts';

/** All alarms of an account in a region, as `describe-alarms` prints them without a filter. */
export interface AlarmList extends Thing {
  /** The ARN of one of them, which says the account and the region. */
  readonly arn: Text;
}

/** What is watched while something is deployed, and what names it. */
export interface Watched extends Thing {
  readonly alarm: Link<Alarm>;
}

/** The template leaves the alarm out in a world in which something there still watches it. */
export function isLeftOut({ alarm }: Pick<AlarmReference, 'alarm'>): Truth {
  const fact = alarm.in(NOWHERE);
  return fact.state === 'known' ? not(fact.value.when) : through(alarm, () => NEVER);
}

/** An answer names an alarm, and none of the alarms that the account has is called so. */
export function isInNoAccount({ at, alarm }: Watched, model: Model): Truth {
  const name = alarm.text && literalOf(alarm.text);
  if (!name || !isAnswer(at, model) || alarm.in(NOWHERE).state !== 'unknown') return NEVER;
  const list = model.all('alarm-list').find(({ arn }) => !name.startsWith('arn:') || placeIn(name) === placeIn(literalOf(arn)));
  return list ? yes({ at: list.at, text: 'the alarms of the account' }) : NEVER;
}

/** What an account says of itself: no template, and no command of a script. */
const isAnswer = ({ source }: Location, model: Model): boolean => source.host === undefined && !templatesIn(model).has(source);

const templatesIn = oncePer((model: Model): ReadonlySet<Source> => new Set(model.all('template').map(({ at }) => at.source)));

/** `eu-west-1:111122223333` */
const placeIn = (arn = ''): string => arn.split(':').slice(3, 5).join(':');
