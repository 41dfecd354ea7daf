/**
 * Keys of values as texts: the form in which every store has them.
 */

/** What names a value: ids of any characters, told apart from each other. */
export type Key = readonly string[];

/** One text for each list of ids, without the colons that Keyv reads as a namespace. */
export function stored(key: Key): string {
  return key.map(encodeURIComponent).join('/');
}

/** What nobody encoded stays as it is. */
export function keyOf(name: string): Key {
  return name.split('/').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}
