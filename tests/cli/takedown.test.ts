/** `ficus takedown`: the operator takes an author at their word, and no import brings the story back. */
import { describe, expect, test } from 'vitest';
import { newStory } from '#src/publishing/publishing.ts';
import { openStores, type Stores } from '#src/stores.ts';
import { SHARED_LIBRARY, type Story } from '#src/story/story.ts';
import { Ficus } from '#tests/cli/ficus.ts';
import { paragraphs, post } from '#tests/e2e/reading-room.ts';

const BODY = paragraphs(20);
const REASON = ['--reason', 'Its author asked by mail.'];
const WORD = { by: 'operator', at: 1, reason: 'Its author asked by mail.' };

/** A story in the shared library, and the library's own view of it. */
async function stage() {
  const ficus = await Ficus.install();
  const inside = async <T>(look: (stores: Stores) => Promise<T>): Promise<T> => {
    const stores = await openStores({ database: ficus.database }, false);
    return look(stores).finally(() => stores.close());
  };
  const { id } = await inside(async ({ catalog, publishing }): Promise<Story> => {
    const preparation = await publishing.prepare(new TextEncoder().encode(post({ body: BODY })));
    const permission = { basis: 'public-domain', evidence: '', by: 'operator', at: 1 } as const;
    return catalog.add(newStory(preparation, SHARED_LIBRARY, permission, 'test'));
  });
  const state = () => inside(async ({ catalog }) => (await catalog.get(id, [SHARED_LIBRARY]))?.state);
  const takeDown = () => inside(({ moderation }) => moderation.takedowns.add(id, [SHARED_LIBRARY], WORD));
  return { ficus, id, inside, state, takeDown, [Symbol.asyncDispose]: () => ficus[Symbol.asyncDispose]() };
}

describe('takedown', () => {
  test('hides a story, notes at whose word, and undoes it', async () => {
    await using s = await stage();
    const taken = await s.ficus.run('takedown', s.id, ...REASON);
    expect(taken).toMatchObject({ code: 0, out: '' });
    expect(taken.err).toContain('The Yellow Wall is taken down.');
    expect(await s.state()).toBe('taken-down');
    const undone = await s.ficus.run('takedown', s.id, '--undo', '--reason', 'A mistake.');
    expect(undone.code, undone.err).toBe(0);
    expect(await s.state()).toBe('published');
    const log = await s.inside(({ moderation }) => moderation.log.list(SHARED_LIBRARY, s.id, 10));
    expect(log.map(({ action, by, details }) => [action, by, details.reason])).toEqual([
      ['takedown-undone', 'operator', 'A mistake.'],
      ['taken-down', 'operator', 'Its author asked by mail.'],
    ]);
  });

  test('leaves a card that says so, and no page', async () => {
    await using s = await stage();
    await s.takeDown();
    expect((await s.ficus.run('show', s.id)).out).toContain("Taken down at its author's word");
    const read = await s.ficus.run('read', s.id);
    expect(read.code).toBe(1);
    expect(read.err).toContain("taken down at its author's word");
    expect(read.out + read.err).not.toContain('gutters');
  });

  test('keeps its text out under any header, also from another library; others come in', async () => {
    await using s = await stage();
    await s.takeDown();
    await s.ficus.file('more/copy.txt', post({ title: 'Mine', author: 'thief', body: BODY }));
    await s.ficus.file('more/other.txt', post({ title: 'The Green Door', body: paragraphs(20, 'Fog') }));
    const [copy, other] = await s.ficus.json('import', `${s.ficus.folder}/more`, '--library', '123456789012345678');
    expect(copy).toMatchObject({ story: null, id: null, error: { code: 'story-taken-down' } });
    expect(copy.error.sentence).toContain("taken down at its author's word");
    expect(other).toMatchObject({ story: { title: 'The Green Door' }, id: expect.any(String) });
  });

  test('wants a reason, and a story that there is', async () => {
    await using s = await stage();
    expect(await s.ficus.run('takedown', s.id)).toMatchObject({ code: 2 });
    const unknown = await s.ficus.run('takedown', 'nobody', ...REASON);
    expect(unknown).toMatchObject({ code: 1, err: 'No fic has the id “nobody”. ficus search shows the ids.\n' });
    expect(await s.state()).toBe('published');
  });
});
