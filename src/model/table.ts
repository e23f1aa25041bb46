/** Puts a value to those of its key. */
export function push<K, V>(groups: Map<K, V[]>, key: K, value: V): V[] {
  const group = groups.get(key) ?? [];
  groups.set(key, group);
  group.push(value);
  return group;
}

/** Looks up what a user wrote: by own keys only, for a program can be called `constructor` too. */
export function table<T>(own: Readonly<Record<string, T>>): (key: string) => T | undefined {
  const entries = new Map(Object.entries(own));
  return (key) => entries.get(key);
}
