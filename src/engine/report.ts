import type { Location } from '../model/location.ts';
import type { Kind } from '../model/model.ts';
import type { Thing } from '../model/truth.ts';
import type { Mask } from './mask.ts';
import type { Confidence, Rule, Severity } from './rule.ts';

/** Everything that a run found out, and everything that it could not. */
export interface Report {
  readonly rules: readonly Rule[];
  /** In the order of files, lines and rules. */
  readonly findings: readonly Finding[];
  /** Subjects that a rule looked at and had nothing to say about. */
  readonly passes: readonly Pass[];
  /** Everything that some rule was put to, by kind. */
  readonly subjects: readonly Subjects[];
  /** Findings that an ignore covers. */
  readonly suppressed: readonly Suppressed[];
  /** Ignores that are wrong: no reason, unknown rule, expired, matched nothing. */
  readonly complaints: readonly Complaint[];
  /** Inputs of ours that could not be read. */
  readonly errors: readonly InputError[];
  /** What may be there and nobody can see. */
  readonly gaps: readonly Remark[];
  /** Rules that threw. */
  readonly crashes: readonly Crash[];
  /** One for each file that was looked at. */
  readonly files: readonly FileAccount[];
  readonly mask: Mask;
}

export interface Finding {
  readonly rule: Rule;
  /** It is so, or nobody can tell from what was read. */
  readonly outcome: 'problem' | 'undecided';
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** `Web/Prod/Deploy`: names, from the document down. */
  readonly subject: string;
  /** What the rule was put to: the pipeline of that action. Nothing where it was put to everything together. */
  readonly about: Thing | undefined;
  readonly at: Location;
  /** Begins with a verb: `deploys to production …`; ends with its worlds: `… when Environment is prod`. */
  readonly message: string;
  readonly related: readonly Remark[];
  /** How a change gets there, step by step, where the rule tells of a whole way. */
  readonly route: readonly Remark[];
  /** What to write instead. */
  readonly fix: string;
  /** What to put there, where that is known: YAML of several lines. */
  readonly suggestion?: string;
  /** What would settle an undecided finding, or show exactly this one: `--parameter Environment=prod`. */
  readonly settle: readonly string[];
  /** 32 hexadecimal digits: the rule, the file or ARN, and the names that lead there; no line, no index, no secret. */
  readonly fingerprint: string;
}

/** A place and what there is to say about it. */
export interface Remark {
  readonly at: Location;
  readonly text: string;
}

export interface Pass {
  readonly rule: Rule;
  readonly subject: string;
  /** Nothing where the rule was put to everything together. */
  readonly at: Location | undefined;
}

/** The nouns of one kind. */
export interface Subjects {
  readonly kind: Kind;
  readonly things: readonly Thing[];
}

export interface Suppressed {
  readonly finding: Finding;
  readonly reason: string;
}

/** Lines and columns are 1-based. */
export interface Complaint {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface InputError {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface Crash {
  readonly rule: string;
  readonly subject: string;
  readonly message: string;
}

export interface FileAccount {
  readonly path: string;
  /** What it was read as: `cloudformation`, `buildspec`, …; nothing of ours, or unreadable. */
  readonly as: string | 'not ours' | 'error';
}
