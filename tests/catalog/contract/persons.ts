/**
 * Where a person is named: counted, told by fields that are the contract's own, and forgotten.
 */
import { describe, expect, it } from 'vitest';
import { FORGOTTEN, PERSON_TRACES, type PersonTrace } from '#src/moderation/persons.ts';
import { BAKER, type Trial } from '#tests/catalog/contract/trial.ts';
import { aStory } from '#tests/catalog/stories.ts';

const ADA = 'ada';
const BEA = 'bea';

/** What a person is told of each trace, in an export's order. */
const FIELDS: Readonly<Record<PersonTrace, readonly string[]>> = {
  drafts: ['draft', 'library', 'title', 'fileName', 'savedAt', 'bytes', 'answers', 'expiresAt'],
  reports: [
    ...['story', 'title', 'library', 'at', 'reason', 'text', 'chapter', 'offset', 'closedAt', 'outcome', 'answer'],
  ],
  history: ['story', 'title', 'kind', 'revision', 'at'],
  permissions: ['title', 'basis', 'evidence', 'at'],
  log: ['library', 'at', 'action', 'story', 'title', 'details'],
  'closed-reports': ['story', 'title', 'library', 'closedAt', 'outcome'],
  takedowns: ['story', 'title', 'library', 'at', 'reason'],
  'undone-takedowns': ['story', 'title', 'library', 'undoneAt', 'undoneReason'],
  aliases: ['library', 'kind', 'alias', 'standsFor', 'at'],
};

export function describePersons(trial: Trial): void {
  const persons = () => trial.moderation.persons;

  /** Everything that names somebody. */
  async function live(person: string): Promise<string> {
    const { catalog, moderation } = trial;
    const permission = { basis: 'author-agreed', evidence: 'She said so.', by: person, at: 1 } as const;
    const { id } = await catalog.add(aStory({ library: BAKER, title: `Fic of ${person}`, permission }));
    await catalog.withdraw(id, [BAKER], { by: person, at: 2 });
    await catalog.saveDraft({
      ...{ id: `draft of ${person}`, library: BAKER, by: person, fileName: 'red.txt', title: 'Red' },
      ...{ bytes: new Uint8Array(3), answers: '{"title":"Red"}', savedAt: 3, expiresAt: 9_000_000 },
    });
    const report = { story: id, library: BAKER, reason: 'other', text: 'Mauve.', place: null, at: 4 } as const;
    await moderation.reports.file({ ...report, id: `by ${person}`, by: person });
    await moderation.reports.posted(`by ${person}`, { channel: '9', message: `report of ${person}` });
    await moderation.reports.file({ ...report, id: `closed by ${person}`, by: `reader of ${person}` });
    await moderation.reports.settle(`closed by ${person}`, BAKER, { outcome: 'closed', by: person, at: 5, answer: '' });
    await moderation.takedowns.add(id, [BAKER], { by: person, at: 6, reason: 'asked' });
    await moderation.takedowns.undo(id, [BAKER], { by: person, at: 7, reason: 'agreed' });
    await moderation.log.add({
      library: BAKER,
      by: person,
      at: 8,
      action: 'edited',
      story: id,
      details: { title: 'Red' },
    });
    await moderation.aliases.put(BAKER, { kind: 'tag', alias: `Wet ${person}`, standsFor: 'rain' }, person, 9);
    return id;
  }

  describe('what names a person', () => {
    it('is counted and told, after a restart too, by the names that an export has', async () => {
      const story = await live(ADA);
      await live(BEA);
      await trial.restart();
      const counts = await persons().count(ADA);
      expect(Object.keys(counts).toSorted()).toEqual(PERSON_TRACES.toSorted());
      for (const trace of PERSON_TRACES) {
        const rows = await persons().list(ADA, trace, 100);
        expect(rows.length, trace).toBe(counts[trace]);
        expect(rows.length, trace).toBeGreaterThan(0);
        for (const row of rows) expect(Object.keys(row), trace).toEqual(FIELDS[trace]);
        expect(JSON.stringify(rows), trace).not.toContain(BEA);
      }
      expect(await persons().list(ADA, 'drafts', 10)).toEqual([
        {
          ...{ draft: 'draft of ada', library: BAKER, title: 'Red', fileName: 'red.txt', savedAt: 3, bytes: 3 },
          ...{ answers: { title: 'Red' }, expiresAt: 9_000_000 },
        },
      ]);
      expect(await persons().list(ADA, 'closed-reports', 10)).toEqual([
        { story, title: 'Fic of ada', library: BAKER, closedAt: 5, outcome: 'closed' },
      ]);
      expect((await persons().list(ADA, 'log', 10)).at(-2)?.details).toEqual({ title: 'Red' });
      expect(await persons().list(ADA, 'history', 1)).toMatchObject([{ story, kind: 'published', revision: 1 }]);
    });

    it('is forgotten up to a moment: theirs goes, and of what was done to a library nobody did it', async () => {
      await live(ADA);
      await live(BEA);
      const others = await persons().count(BEA);
      for (const trace of PERSON_TRACES) {
        expect(await persons().forget(ADA, trace, 0), trace).toBe(0);
        expect(await persons().forget(ADA, trace, 1000), trace).toBeGreaterThanOrEqual(trace === 'history' ? 0 : 1);
        expect(await persons().forget(ADA, trace, 2_000_000), trace).toBeGreaterThanOrEqual(0);
        expect(await persons().list(ADA, trace, 10), trace).toEqual([]);
      }
      expect(new Set(Object.values(await persons().count(ADA)))).toEqual(new Set([0]));
      expect(await persons().count(BEA)).toEqual(others);
      const log = await trial.moderation.log.list(BAKER, null, 100);
      expect(new Set(log.map(({ by }) => by))).toEqual(new Set([FORGOTTEN, BEA]));
    });

    it('is forgotten with their drafts, files and all, and nobody else loses one', async () => {
      await live(ADA);
      await live(BEA);
      for (const trace of PERSON_TRACES) await persons().forget(ADA, trace, 2_000_000);
      expect(await trial.catalog.draft(`draft of ${ADA}`, 0)).toBeNull();
      expect(await trial.catalog.draft(`draft of ${BEA}`, 0)).toMatchObject({ by: BEA, fileName: 'red.txt' });
      expect(await persons().list(FORGOTTEN, 'drafts', 10)).toEqual([]);
      expect(await persons().list(FORGOTTEN, 'reports', 10)).toEqual([]);
    });

    it('is found in hundreds of rows, and forgotten in all of them', async () => {
      const entries = Array.from({ length: 450 }, (_, at) => ({
        ...({ library: BAKER, by: ADA, at, action: 'published', details: {} } as const),
      }));
      await trial.moderation.log.add(...entries);
      const told = await persons().list(ADA, 'log', 1000);
      expect(told.map(({ at }) => at)).toEqual(entries.map(({ at }) => at));
      expect(await persons().list(ADA, 'log', 120)).toHaveLength(120);
      expect(await persons().forget(ADA, 'log', 399)).toBe(400);
      expect((await persons().count(ADA)).log).toBe(50);
      expect(await persons().forget(ADA, 'log', 399)).toBe(0);
    });

    it('stands in report channels where their reports do', async () => {
      await live(ADA);
      await live(BEA);
      expect(await persons().reportPosts(ADA, 1000)).toEqual([{ channel: '9', message: 'report of ada' }]);
      expect(await persons().reportPosts(ADA, 3)).toEqual([]);
    });
  });
}
