/** An image as a command names it, what is known of its variables filled in. */
export interface ImageName {
  /** Without tag and digest. */
  readonly repository: string;
  /** `none` where no tag is written, which means `latest`. */
  readonly tag: string | 'none';
  readonly kind: TagKind;
}

/**
 * What a tag says of what is under it: every build `moves` it; the `clock` or a counter makes it, and nothing leads back to a
 * commit; or it may be one of its own for each commit or version (`own`), as anything is that nobody can see.
 */
export type TagKind = 'moves' | 'clock' | 'own' | 'digest';

/** What stands for something that the shell fills in. */
const OPEN = '\uFFFC';

/** `$X`, `${X:-1}`, `$(date)`, backticks: each is one character, and is kept beside. */
function opaque(text: string): { readonly text: string; readonly filled: readonly string[] } {
  const filled: string[] = [];
  let out = '';
  for (let i = 0; i < text.length; ) {
    const end = endOfExpansion(text, i);
    if (end > i) {
      filled.push(text.slice(i, end));
      out += OPEN;
      i = end;
    } else {
      out += text[i];
      i += 1;
    }
  }
  return { text: out, filled };
}

function endOfExpansion(text: string, at: number): number {
  if (text[at] === '`') return text.indexOf('`', at + 1) + 1 || text.length;
  if (text[at] !== '$') return at;
  const open = text[at + 1] ?? '';
  if (open !== '(' && open !== '{') return at + (/^\$(env:)?(\w+|[@*#?])/i.exec(text.slice(at, at + 200))?.[0].length ?? 0);
  let depth = 0;
  for (let i = at + 1; i < text.length; i += 1) {
    if (text[i] === open) depth += 1;
    else if (text[i] === (open === '(' ? ')' : '}') && --depth === 0) return i + 1;
  }
  return text.length;
}

/** Names that promise a branch or an environment: one of them alone is a tag that moves. */
const BRANCH =
  /^\W*(env:)?(GIT_|SOURCE_|CODEBUILD_WEBHOOK_)?(BRANCH|BRANCH_?NAME|HEAD_REF|BASE_REF|ENV|ENVIRONMENT|ENVIRONMENT_?NAME|ENV_NAME|STAGE|STAGE_NAME)\W*$/i;
const CLOCK = /\bdate\b|\bRANDOM\b|BUILD_NUMBER|BUILD_NUM\b|START_TIME|uuidgen|EPOCHSECONDS|\bget-date\b/i;

/** @returns nothing where it cannot be told where the repository ends: `$IMAGE` */
export function imageName(reference: string): ImageName | undefined {
  const { text, filled } = opaque(reference);
  const last = text.slice(text.lastIndexOf('/') + 1);
  const head = text.slice(0, text.lastIndexOf('/') + 1);
  const digest = last.indexOf('@');
  const [name = '', ...rest] = (digest < 0 ? last : last.slice(0, digest)).split(':');
  if (name === '' || (rest.length === 0 && digest < 0 && name.includes(OPEN))) return undefined;
  const before = [...(head + name)].filter((one) => one === OPEN).length;
  const repository = refill(head + name, filled);
  if (digest >= 0) return { repository, tag: 'none', kind: 'digest' };
  if (rest.length === 0) return { repository, tag: 'none', kind: 'moves' };
  const tag = rest.join(':');
  return { repository, tag: refill(tag, filled.slice(before)), kind: kindOf(tag, filled.slice(before)) };
}

function refill(text: string, filled: readonly string[]): string {
  let next = 0;
  return text.replaceAll(OPEN, () => filled[next++] ?? '');
}

function kindOf(tag: string, filled: readonly string[]): TagKind {
  if (filled.length === 0) return /cache|\d[._]\d|[0-9a-f]{7,}/i.test(tag) || tag === '' ? 'own' : 'moves';
  if (tag === OPEN && BRANCH.test(filled[0] ?? '')) return 'moves';
  return filled.every((one) => CLOCK.test(one)) ? 'clock' : 'own';
}
