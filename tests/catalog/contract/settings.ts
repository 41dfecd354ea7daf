/**
 * What moderators chose for their library.
 */
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type LibrarySettings, SettingsBook } from '#src/moderation/settings.ts';
import { queued } from '#src/workers/queue.ts';
import { BAKER, MERYTON, type Trial } from '#tests/catalog/contract/trial.ts';

export const EVERYTHING_CHOSEN: LibrarySettings = {
  moderatorRoles: ['31', '32'],
  ratingFloor: 'mature-nowhere',
  reportChannel: '41',
  logChannel: '42',
  readingWay: 'private',
  readingChannel: '43',
  sharing: false,
  textSearch: true,
};

export function describeSettings(trial: Trial): void {
  const open = () => SettingsBook.open(trial.moderation.settings);

  describe('settings', () => {
    it('are kept by library, in a book that opens with all of them, after a restart too', async () => {
      const book = await open();
      expect(book.of(BAKER)).toEqual(DEFAULT_SETTINGS);
      await book.change(BAKER, EVERYTHING_CHOSEN);
      await book.change(MERYTON, { sharing: false });
      await trial.restart();
      const again = await open();
      expect(again.of(BAKER)).toEqual(EVERYTHING_CHOSEN);
      expect(again.of(MERYTON)).toEqual({ ...DEFAULT_SETTINGS, sharing: false });
      expect(again.of(null)).toEqual(DEFAULT_SETTINGS);
      expect(await again.change(BAKER, DEFAULT_SETTINGS)).toEqual({
        before: EVERYTHING_CHOSEN,
        after: DEFAULT_SETTINGS,
      });
      expect((await open()).of(BAKER)).toEqual(DEFAULT_SETTINGS);
    });

    it('that are changed at once are all changed', async () => {
      const book = await open();
      await Promise.all([
        book.change(BAKER, { sharing: false }),
        book.change(BAKER, { logChannel: '42' }),
        book.change(BAKER, { ratingFloor: 'teen' }),
      ]);
      const changed = { ...DEFAULT_SETTINGS, sharing: false, logChannel: '42', ratingFloor: 'teen' };
      expect(book.of(BAKER)).toEqual(changed);
      expect((await trial.moderation.settings.all()).get(BAKER)).toEqual(changed);
      expect(await trial.moderation.settings.of(BAKER)).toEqual(changed);
      expect(await trial.moderation.settings.of(MERYTON)).toBeNull();
    });

    it('that another program chose are heard of, told once, and not undone by what is chosen here', async () => {
      const [book, theirs] = [await open(), await open()];
      const told: unknown[] = [];
      book.changes.listen((library, { before, after }) => told.push([library, before.sharing, after.sharing]));
      await theirs.change(BAKER, { sharing: false });
      await theirs.change(MERYTON, { ratingFloor: 'teen' });
      await book.change(MERYTON, { logChannel: '42' });
      expect(book.of(MERYTON)).toMatchObject({ ratingFloor: 'teen', logChannel: '42' });
      await Promise.all([book.hear(), book.change(BAKER, { textSearch: true })]);
      await book.hear();
      expect(book.of(BAKER)).toMatchObject({ sharing: false, textSearch: true });
      await theirs.hear();
      expect(theirs.of(BAKER)).toEqual(book.of(BAKER));
      expect(told.filter((each) => String(each) === String([BAKER, true, false]))).toHaveLength(1);
    });

    it('that two programs change at once are all changed, where a lock is between them', async () => {
      const lock = queued();
      const books = await Promise.all([1, 2].map(() => SettingsBook.open(trial.moderation.settings, lock)));
      const changes = [
        { sharing: false },
        { logChannel: '42' },
        { ratingFloor: 'teen' },
        { textSearch: true },
      ] as const;
      await Promise.all(changes.map((change, index) => books[index % 2]?.change(BAKER, change)));
      expect(await trial.moderation.settings.of(BAKER)).toEqual(Object.assign({ ...DEFAULT_SETTINGS }, ...changes));
    });

    it('are in the library’s log from the same step on', async () => {
      const entry = {
        library: BAKER,
        by: '7',
        at: 3,
        action: 'settings-changed',
        details: { setting: 'sharing' },
      } as const;
      await trial.moderation.settings.put(BAKER, { ...DEFAULT_SETTINGS, sharing: false }, [entry]);
      const noted = await trial.moderation.log.list(BAKER, null, 10);
      expect(noted.map(({ number: _, ...each }) => each)).toEqual([entry]);
    });
  });
}
