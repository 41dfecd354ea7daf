/** Other names: those that come with Ficus hold together, and a library's own win over them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vocabulary from '#data/vocabulary/aliases.json' with { type: 'json' };
import { type Alias, aliasKey } from '#src/query/aliases.ts';
import { ALIAS_KINDS } from '#src/query/fields.ts';
import { KNOWN_GROUPS, makeAliasBook, type NameGroup } from '#src/search/alias-book.ts';
import { fold } from '#src/story/fold.ts';
import { parsePairingQuery } from '#src/story/pairing.ts';
import { unicodeText } from '#tests/unicode-text.ts';

const known = makeAliasBook();
const fandoms: readonly { name: string; characters?: readonly Named[]; pairings?: readonly Named[] }[] =
  vocabulary.fandoms;
interface Named {
  readonly name: string;
  readonly also?: readonly string[];
}

/** Keys that more than one entry has. */
function doubles(kind: NameGroup['kind'], entries: readonly Named[]): string[] {
  const keys = entries.flatMap(({ name, also = [] }) => [
    ...new Set([name, ...also].map((one) => aliasKey(kind, one))),
  ]);
  return keys.filter((key, at) => keys.indexOf(key) !== at);
}

describe('the names that come with Ficus', () => {
  it('are hundreds, each a name on one line', () => {
    expect(KNOWN_GROUPS.length).toBeGreaterThan(700);
    const all = KNOWN_GROUPS.flatMap(({ name, also, under }) => [name, ...also, ...under]);
    expect(all.filter((name) => !/^[^\p{C}]{1,100}$/u.test(name) || name.trim() !== name)).toEqual([]);
  });

  it('stand for one thing each: of fandoms and tags everywhere, of people and ships within their fandom', () => {
    expect(doubles('fandom', vocabulary.fandoms)).toEqual([]);
    expect(doubles('tag', vocabulary.tags)).toEqual([]);
    for (const { name, characters = [], pairings = [] } of fandoms) {
      expect(doubles('character', characters), name).toEqual([]);
      expect(doubles('pairing', pairings), name).toEqual([]);
    }
  });

  it('are written under keys that are read, so that no name is lost to a misspelt one', () => {
    const keys = (entries: readonly object[]) => [...new Set(entries.flatMap((entry) => Object.keys(entry)))].sort();
    const parts = fandoms.flatMap(({ characters = [], pairings = [] }) => [...characters, ...pairings]);
    expect(keys([vocabulary])).toEqual(['fandoms', 'tags']);
    expect(keys(fandoms)).toEqual(['also', 'characters', 'name', 'pairings']);
    expect(keys([...parts, ...vocabulary.tags])).toEqual(['also', 'name', 'under']);
  });

  it('are in order', () => {
    const order = (names: readonly string[]) => names.toSorted((a, b) => Number(sortKey(a) > sortKey(b)) || -1);
    const sortKey = (name: string) => fold(name).replace(/^(?:the|a) /, '');
    const names = vocabulary.fandoms.map(({ name }) => name);
    expect(names).toEqual(order(names));
  });

  it('pair two or more, in alphabetical order, by the names that their fandom calls them', () => {
    for (const { name, characters = [], pairings = [] } of fandoms) {
      const others = new Map(characters.flatMap((one) => (one.also ?? []).map((also) => [fold(also), one.name])));
      for (const pairing of pairings) {
        const members = parsePairingQuery(pairing.name);
        expect(members.length, pairing.name).toBeGreaterThan(1);
        const called = members.filter((member) => others.has(fold(member)));
        expect(called, `${pairing.name} in ${name}`).toEqual([]);
      }
    }
  });

  it('stand under each other without circles', () => {
    const under = new Map(KNOWN_GROUPS.map((group) => [`${group.kind} ${fold(group.name)}`, group]));
    const walk = (group: NameGroup, path: readonly string[]): void => {
      expect(path, path.join(' > ')).not.toContain(group.name);
      for (const name of group.under) {
        const next = under.get(`${group.kind} ${fold(name)}`);
        if (next) walk(next, [...path, group.name]);
      }
    };
    for (const group of KNOWN_GROUPS) walk(group, []);
  });
});

describe('a name means', () => {
  it('what it stands for, and what else does', () => {
    expect(known.meant('fandom', 'hp')).toContain('Harry Potter');
    expect(known.meant('fandom', 'Harry Potter')).toContain('HP');
    expect(known.meant('character', 'BUCKY BARNES')).toContain('James "Bucky" Barnes');
    expect(known.meant('tag', 'H/C')).toEqual(expect.arrayContaining(['Hurt/Comfort', 'Hurt and Comfort']));
    expect(known.meant('tag', 'slow build')).toContain('Slow Burn');
    expect(known.meant('tag', 'deathfic')).toContain('Major Character Death');
  });

  it('what stands under it, with its other names, and not what it stands under', () => {
    expect(known.meant('tag', 'Angst')).toEqual(expect.arrayContaining(['Heavy Angst', 'Angst with a Happy Ending']));
    expect(known.meant('tag', 'AU')).toEqual(expect.arrayContaining(['Coffee Shop AU', 'Modern AU', 'Omegaverse']));
    expect(known.meant('tag', 'Coffee Shop AU')).not.toContain('Alternate Universe');
  });

  it('never itself, and nothing where it is known by no other', () => {
    for (const kind of ALIAS_KINDS) expect(known.meant(kind, 'Ficus of the Glade')).toEqual([]);
    expect(known.meant('tag', 'humour').map(fold)).not.toContain('humour');
  });

  it('a pairing by its members’ other names, in any order and by any sign', () => {
    for (const typed of ['Lizzy/Mr. Darcy', 'darcy x elizabeth', 'Darcy & Lizzie', 'D/E', 'e x d']) {
      expect(known.meant('pairing', typed), typed).toContain('Elizabeth Bennet/Fitzwilliam Darcy');
    }
  });
});

describe('other names in free words', () => {
  it('are known as a whole, of any kind', () => {
    expect(known.named('johnlock').map(({ standsFor }) => standsFor)).toEqual(['John Watson/Sherlock Holmes']);
    expect(known.named('H/C').map(({ standsFor }) => standsFor)).toEqual(['Hurt/Comfort']);
    expect(known.named('johnl')).toEqual([]);
  });
});

describe('the beginning of another name', () => {
  it('finds it by any of its words, just so many', () => {
    const said = (kind: Alias['kind'], typed: string, limit = 25) =>
      known.beginning(kind, typed, limit).map(({ alias }) => alias);
    expect(said('pairing', 'johnl')).toEqual(['Johnlock']);
    expect(said('character', 'soldier')).toContain('The Winter Soldier');
    expect(said('character', 'the winter s')).toContain('The Winter Soldier');
    expect(said('tag', 'a', 3)).toHaveLength(3);
    expect(said('tag', '')).toEqual([]);
  });
});

describe('a library’s own name', () => {
  it('wins over one that all know, which others keep', () => {
    const own = makeAliasBook([{ kind: 'fandom', alias: 'HP', standsFor: 'Hornblower Papers' }]);
    expect(own.meant('fandom', 'hp')).toEqual(['Hornblower Papers']);
    expect(own.meant('fandom', 'Harry Potter')).not.toContain('HP');
    expect(known.meant('fandom', 'hp')).toContain('Harry Potter');
  });

  it('stands for what its name stands for', () => {
    const own = makeAliasBook([{ kind: 'pairing', alias: 'Our Boys', standsFor: 'Johnlock' }]);
    expect(own.meant('pairing', 'our boys')).toContain('John Watson/Sherlock Holmes');
    expect(own.meant('pairing', 'Johnlock')).toContain('Our Boys');
    expect(own.named('our boys')).toEqual([{ kind: 'pairing', alias: 'Our Boys', standsFor: 'Johnlock' }]);
  });

  it('does no harm in circles, or as whatever it is', () => {
    const name = fc.oneof(fc.constantFrom('A', 'B', 'C', 'A/B', 'Angst', 'Johnlock'), unicodeText());
    const alias = fc.record({ kind: fc.constantFrom(...ALIAS_KINDS), alias: name, standsFor: name });
    fc.assert(
      fc.property(fc.array(alias, { maxLength: 20 }), name, (all, typed) => {
        const own = makeAliasBook(all);
        for (const kind of ALIAS_KINDS) {
          expect(own.meant(kind, typed).map(fold)).not.toContain(fold(typed));
          expect(own.beginning(kind, typed, 5).length).toBeLessThanOrEqual(5);
        }
        for (const each of all) {
          if (fold(each.alias) !== '' && fold(each.alias) !== fold(each.standsFor)) {
            const meant = own.meant(each.kind, each.alias).map(fold);
            if (aliasKey(each.kind, each.alias) !== '' && each.standsFor.length < 200)
              expect(meant).toContain(fold(each.standsFor));
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
