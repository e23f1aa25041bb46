/** Gives every finding an identity that an edit elsewhere in the file does not change. */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  /**
   * @param names Of the rule, the file or ARN, and the things that lead there; already masked.
   * @returns 32 hexadecimal digits. Findings that nothing tells apart are numbered in their order.
   */
  of(names: readonly string[]): string {
    const key = JSON.stringify(names);
    const nth = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, nth);
    return process
      .getBuiltinModule('node:crypto') // loaded when there is a finding
      .createHash('sha256')
      .update(nth > 1 ? `${key}#${nth}` : key)
      .digest('hex')
      .slice(0, 32);
  }
}
