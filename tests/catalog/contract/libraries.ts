/**
 * Libraries of servers that the bot is in, was in, and whose time is over: all that belonged to one goes, and nothing of others.
 */
import { describe, expect, it } from 'vitest';
import { ALL_RANKS } from '#src/story/audience.ts';
import { type LibraryId, SHARED_LIBRARY, type StoryId } from '#src/story/story.ts';
import { BAKER, EVERYTHING, MERYTON, MINA, type Trial } from '#tests/catalog/contract/trial.ts';
import { aStory, wordy } from '#tests/catalog/stories.ts';

const LEFT_AT = 2_000_000;
const DUE = [LEFT_AT, 5_000_000] as const;

export function describeLibraries(trial: Trial): void {
  const libraries = () => trial.moderation.libraries;
  const all = (library: LibraryId) => ({ libraries: [library], maxRank: ALL_RANKS });
  const removeAll = async (library: LibraryId) => {
    while (await libraries().removeSome(library, ...DUE));
  };

  /** Something of everything. */
  async function furnish(library: LibraryId): Promise<StoryId> {
    const { catalog, moderation } = trial;
    const { id } = await catalog.add(aStory({ library, title: 'Long', tags: ['rain'], text: [wordy(9000)] }));
    const withdrawn = await catalog.add(aStory({ library, title: 'Gone' }));
    await catalog.withdraw(withdrawn.id, [library], MINA);
    await catalog.saveDraft({
      ...{ id: `d${library.slice(-3)}`, library, by: 'mina', fileName: null, answers: '{}', expiresAt: 9_000_000 },
      ...{ title: null, savedAt: 5000, bytes: new Uint8Array(10) },
    });
    const report = { story: id, library, by: 'ada', text: 'Mauve.', at: 5000, place: null, reason: 'other' } as const;
    await moderation.reports.file({ id: `r${library.slice(-3)}`, ...report });
    await moderation.log.add({ library, by: 'mina', at: 5000, action: 'published', story: id, details: {} });
    await moderation.aliases.put(library, { kind: 'tag', alias: 'Wet', standsFor: 'rain' }, 'mina', 5000);
    await moderation.posts.put({ message: `m${library}`, channel: 'c' }, [id], 5000);
    return id;
  }

  async function whatIsThere(library: LibraryId, story: StoryId) {
    const { catalog, moderation } = trial;
    return {
      ...{ found: (await catalog.search({ where: { kind: 'all', of: [] } }, all(library), EVERYTHING)).total },
      ...{ tags: (await catalog.suggest('tag', 'ra', all(library), 10)).length },
      ...{ story: (await catalog.get(story, [library])) !== null, history: (await catalog.history(story)).length },
      ...{ counts: await catalog.libraryCounts(library, 6000) },
      ...{ reports: (await moderation.reports.open(library, 10)).length },
      ...{ log: (await moderation.log.list(library, null, 10)).length },
      ...{ aliases: (await moderation.aliases.list(library)).length },
      ...{ posts: (await moderation.posts.showing(story, 10)).length },
    };
  }

  describe('libraries of servers', () => {
    it('are known with what their server is still to be told, after a restart too', async () => {
      expect(await libraries().arrive(BAKER, true)).toEqual({ leftAt: null, greeting: 'welcome', triedAt: null });
      expect(await libraries().arrive(MERYTON, false)).toEqual({ leftAt: null, greeting: null, triedAt: null });
      await libraries().greet(BAKER, 7);
      await libraries().leave(MERYTON, 8);
      await libraries().leave(MERYTON, 9);
      await trial.restart();
      expect(await libraries().presences()).toEqual(
        new Map([
          [BAKER, { leftAt: null, greeting: 'welcome', triedAt: 7 }],
          [MERYTON, { leftAt: 8, greeting: null, triedAt: null }],
        ]),
      );
      await libraries().greet(BAKER, null);
      expect((await libraries().presences()).get(BAKER)).toEqual({ leftAt: null, greeting: null, triedAt: null });
      expect(await libraries().presence(BAKER)).toEqual({ leftAt: null, greeting: null, triedAt: null });
      expect((await libraries().arrive(MERYTON, true))?.greeting).toBe('welcome-back');
    });

    it('go with everything that belonged to them, and nothing of others', async () => {
      const stories = new Map<LibraryId, StoryId>();
      for (const library of [BAKER, MERYTON, SHARED_LIBRARY]) stories.set(library, await furnish(library));
      const there = (library: LibraryId) => whatIsThere(library, stories.get(library) ?? '');
      const before = [await there(MERYTON), await there(SHARED_LIBRARY)];
      await libraries().arrive(BAKER, true);
      await libraries().leave(BAKER, LEFT_AT);
      await removeAll(BAKER);
      expect(await there(BAKER)).toEqual({
        ...{ found: 0, tags: 0, story: false, history: 0, reports: 0, log: 0, aliases: 0, posts: 0 },
        counts: { published: 0, drafts: 0, withdrawn: 0, 'taken-down': 0, reported: 0 },
      });
      expect([await there(MERYTON), await there(SHARED_LIBRARY)]).toEqual(before);
      expect((await libraries().presences()).has(BAKER)).toBe(false);
      expect(await libraries().presence(BAKER)).toBeNull();
      expect(await trial.catalog.libraries()).not.toContain(BAKER);
    });

    it('are left alone until their time, and for good where their server took the bot back', async () => {
      await furnish(BAKER);
      await libraries().arrive(BAKER, false);
      await libraries().leave(BAKER, LEFT_AT);
      expect(await libraries().removeSome(BAKER, LEFT_AT - 1, DUE[1])).toBe(false);
      await libraries().arrive(BAKER, false);
      expect(await libraries().removeSome(BAKER, ...DUE)).toBe(false);
      expect(await trial.catalog.count()).toBe(1);
    });

    it('whose deletion has begun are not given back by halves, also after a restart', async () => {
      await furnish(BAKER);
      await trial.catalog.addAll(Array.from({ length: 300 }, () => aStory({ library: BAKER, text: [wordy(2000)] })));
      await libraries().arrive(BAKER, true);
      await libraries().leave(BAKER, LEFT_AT);
      expect(await libraries().removeSome(BAKER, ...DUE)).toBe(true);
      await trial.restart();
      expect(await libraries().arrive(BAKER, true)).toBeNull();
      await removeAll(BAKER);
      expect(await trial.catalog.libraryCounts(BAKER, 6000)).toMatchObject({ published: 0, drafts: 0, withdrawn: 0 });
      expect(await libraries().arrive(BAKER, true)).toMatchObject({ leftAt: null, greeting: 'welcome' });
    });
  });
}
