/** Looks up what a user wrote: by own keys only, for a program can be called `constructor` too. */
export function table<T>(own: Readonly<Record<string, T>>): (key: string) => T | undefined {
  const entries = new Map(Object.entries(own));
  return (key) => entries.get(key);
}
