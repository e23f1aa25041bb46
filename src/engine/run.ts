import { type Answer, answer, possible } from '../model/answer.ts';
import type { Role } from '../model/identity.ts';
import { nameOfOrigin, outermost } from '../model/location.ts';
import { KINDS, type Kind, type Model } from '../model/model.ts';
import { oncePer } from '../model/once-per.ts';
import { narrowPolicy } from '../model/policy/narrow.ts';
import type { Thing } from '../model/truth.ts';
import { Fingerprints } from './fingerprint.ts';
import type { Mask } from './mask.ts';
import type { Crash, Finding, Subjects as Looked, Pass } from './report.ts';
import { type Ask, type Claim, CONFIDENCES, type Common, type Confidence, type Options, type Rule, type Subjects } from './rule.ts';

/** What a run is told beside its rules and its model. */
export interface Settings {
  readonly common: Common;
  /** What the user set for a rule. */
  readonly rules: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly today: Date;
}

export interface Outcomes {
  readonly findings: readonly Finding[];
  readonly passes: readonly Pass[];
  readonly subjects: readonly Looked[];
  readonly crashes: readonly Crash[];
}

/** Put every rule to every subject it is about. A rule that throws is named, and the others go on. */
export function run(rules: readonly Rule[], model: Model, settings: Settings, mask: Mask): Outcomes {
  const findings: Finding[] = [];
  const passes: Pass[] = [];
  const crashes: Crash[] = [];
  const subjects = new Map<Kind, Thing[]>();
  const fingerprints = new Fingerprints();
  const called = oncePer((thing: Thing) => mask(nameOf(thing))); // a hundred rules are put to each
  for (const rule of rules) {
    const ask = {
      settings: { ...defaults(rule.options), ...settings.rules.get(rule.id), ...settings.common } as Ask<Options>['settings'],
      model,
      today: settings.today,
    };
    const kinds: readonly Kind[] = rule.on === 'system' ? [] : rule.alsoOnPolicies ? [rule.on, 'policy-holder'] : [rule.on];
    for (const kind of kinds) if (!subjects.has(kind)) subjects.set(kind, model.all(kind).filter(isThere));
    for (const subject of rule.on === 'system' ? [model] : kinds.flatMap((kind) => subjects.get(kind) ?? [])) {
      const thing = isThing(subject) ? subject : undefined;
      const found: Finding[] = [];
      try {
        const said = judge(rule.check(subject as Subjects[keyof Subjects], ask));
        if (said.length > 0) {
          const more = rule.narrows ? { suggest: () => mask(narrowPolicy(subject as Role, model)) } : {};
          const told = { rule, about: thing, mask, fingerprints, ...more };
          found.push(...said.map((one) => findingOf(told, one)));
        }
      } catch (error) {
        crashes.push({
          rule: rule.id,
          subject: thing ? called(thing) : EVERYTHING,
          message: mask(error instanceof Error ? (error.stack ?? error.message) : String(error)),
        });
        continue;
      }
      findings.push(...found);
      if (found.length > 0) continue;
      if (thing) passes.push({ rule, subject: called(thing), at: thing.at });
      else if (isWhole(model)) passes.push({ rule, subject: EVERYTHING, at: undefined });
    }
  }
  return { findings, passes, subjects: [...subjects].map(([kind, things]) => ({ kind, things })), crashes };
}

const EVERYTHING = 'everything that was read';

/** In some world; what can never be there is no subject. */
const isThere = ({ when }: Thing): boolean => possible(when);

/** Something was read, and nothing is known to be missing: silence about everything together is only then a pass. */
const isWhole = (model: Model): boolean => model.gaps.length === 0 && KINDS.some((kind) => model.all(kind).length > 0);
const isThing = (subject: Thing | Model): subject is Thing => 'at' in subject;

const defaults = (options: Options = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(options).map(([name, { default: fallback }]) => [name, fallback]));

/** `Web/Prod/Deploy`; a thing without a name goes by its file. */
export const nameOf = ({ path, at }: Thing): string => path.join('/') || nameOfOrigin(outermost(at).origin);

/** The rule, what it was put to, and what its findings are made with. */
interface Told {
  readonly rule: Rule;
  readonly about: Thing | undefined;
  readonly mask: Mask;
  readonly fingerprints: Fingerprints;
  readonly suggest?: () => string;
}

interface Said {
  readonly claim: Claim;
  readonly answer: Answer;
}

/** Yes is a problem, in some worlds or in all; unknown is an `undecided`; no is silence. What is proven of a thing outweighs a doubt about it. */
function judge(claims: Iterable<Claim>): readonly Said[] {
  const said: Said[] = [];
  for (const claim of claims) {
    const answered = answer(claim.truth);
    if (answered.is !== 'no') said.push({ claim, answer: answered });
  }
  if (said.length === 0) return said; // nearly always
  const proven = said.filter((one) => one.answer.is === 'yes');
  const doubts = new Map<Thing, Said>();
  for (const one of said) if (one.answer.is === 'unknown' && !doubts.has(one.claim.thing)) doubts.set(one.claim.thing, one);
  for (const { claim } of proven) doubts.delete(claim.thing);
  return [...proven, ...doubts.values()];
}

function findingOf({ rule, about, mask, fingerprints, suggest }: Told, { claim, answer: said }: Said): Finding {
  const { thing, message, severity = rule.severity, fix = rule.fix } = claim;
  const { at } = thing;
  const problem = said.is === 'yes';
  const suggestion = problem ? suggest?.() : undefined;
  return {
    rule,
    outcome: problem ? 'problem' : 'undecided',
    severity,
    confidence: confidenceOf(claim.confidence ?? rule.confidence ?? 'high', said),
    subject: mask(nameOf(thing)),
    about,
    at,
    message: mask(problem ? message + worlds(said) : `cannot tell whether it ${message}`),
    related: said.because.filter(({ text }) => text).map((note) => ({ at: note.at, text: mask(note.text) })),
    route: problem ? (claim.route?.() ?? []).map((note) => ({ at: note.at, text: mask(note.text) })) : [],
    fix: mask(fix),
    ...(suggestion && { suggestion }),
    settle: said.settle.map(mask),
    fingerprint: fingerprints.of([rule.id, nameOfOrigin(outermost(at).origin), ...thing.path.map(mask)]),
  };
}

/** At most three worlds are told by name. */
function worlds({ when }: Answer): string {
  if (when.length === 0) return '';
  const more = when.length > 3 ? `, or in ${when.length - 3} more cases` : '';
  return ` when ${when.slice(0, 3).join(', or when ')}${more}`;
}

/** What rests on a condition that nobody can evaluate, or on a default that anybody may override, is less sure. */
const confidenceOf = (most: Confidence, { assumed }: Answer): Confidence =>
  assumed ? (CONFIDENCES[Math.min(CONFIDENCES.indexOf(most) + 1, CONFIDENCES.length - 1)] ?? 'low') : most;
