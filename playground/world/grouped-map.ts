/** A map that also knows its values by what they belong to: a long run's messages are looked up by channel many times. */

export class GroupedMap<Key, Value, Group> extends Map<Key, Value> {
  readonly #groupOf: (value: Value) => Group;
  readonly #groups = new Map<Group, Value[]>();

  /** @param groupOf - never another group for a value that is in the map. */
  constructor(groupOf: (value: Value) => Group) {
    super();
    this.#groupOf = groupOf;
  }

  /** Each key is set once. */
  override set(key: Key, value: Value): this {
    this.#groups.getOrInsertComputed(this.#groupOf(value), () => []).push(value);
    return super.set(key, value);
  }

  /** In the order in which they came. */
  of(group: Group): readonly Value[] {
    return this.#groups.get(group) ?? [];
  }
}
