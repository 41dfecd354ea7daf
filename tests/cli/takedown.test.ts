/** `ficus takedown`: the operator takes an author at their word, and no import brings the story back. */
import { describe, expect, test } from 'vitest';
import { Ficus } from '#tests/cli/ficus.ts';
import { paragraphs, post } from '#tests/e2e/reading-room.ts';

const BODY = paragraphs(20);
const REASON = ['--reason', 'Its author asked by mail.'];

async function stage() {
  const ficus = await Ficus.install();
  const file = await ficus.file('wall.txt', post({ body: BODY }));
  const [{ id }] = await ficus.json('import', file, '--permission', 'public-domain');
  return { ficus, file, id: String(id), [Symbol.asyncDispose]: () => ficus[Symbol.asyncDispose]() };
}

describe('takedown', () => {
  test('hides a story from search and reading, and says so on its card', async () => {
    await using s = await stage();
    const taken = await s.ficus.run('takedown', s.id, ...REASON);
    expect(taken).toMatchObject({ code: 0, out: '' });
    expect(taken.err).toContain('The Yellow Wall is taken down.');
    expect((await s.ficus.json('search', 'wall'))[0].total).toBe(0);
    expect((await s.ficus.run('show', s.id)).out).toContain("Taken down at its author's word");
    const read = await s.ficus.run('read', s.id);
    expect(read.code).toBe(1);
    expect(read.err).toContain("taken down at its author's word");
    expect(read.out + read.err).not.toContain('gutters');
  });

  test('is undone by whoever says why', async () => {
    await using s = await stage();
    await s.ficus.run('takedown', s.id, ...REASON);
    expect((await s.ficus.json('show', s.id))[0].state).toBe('taken-down');
    const undone = await s.ficus.run('takedown', s.id, '--undo', ...REASON);
    expect(undone.code, undone.err).toBe(0);
    expect((await s.ficus.json('search', 'wall'))[0].total).toBe(1);
  });

  test('keeps out its file, and its text in any other, also from a dry run and another library; the others come in', async () => {
    await using s = await stage();
    await s.ficus.run('takedown', s.id, ...REASON);
    await s.ficus.file('more/copy.txt', post({ title: 'Mine', author: 'thief', body: BODY }));
    await s.ficus.file('more/other.txt', post({ title: 'The Green Door', body: paragraphs(20, 'Fog') }));
    const { code, out, err } = await s.ficus.run('import', s.file, `${s.ficus.folder}/more`, '--permission', 'licence');
    expect(code).toBe(1);
    expect(out.match(/✗ .*(wall|copy)\.txt\n +That fic was taken down at its author's word/g)).toHaveLength(2);
    expect(out).toMatch(/✓ The Green Door/);
    expect(err).toContain('1 fic imported');
    expect(err).toContain('2 files could not be imported');
    const [refused] = await s.ficus.json('import', s.file, '--dry-run', '--library', '123456789012345678');
    expect(refused).toMatchObject({ story: null, id: null, error: { code: 'story-taken-down' } });
  });

  test('wants a reason, and a story that there is', async () => {
    await using s = await stage();
    expect(await s.ficus.run('takedown', s.id)).toMatchObject({ code: 2 });
    const unknown = await s.ficus.run('takedown', 'nobody', ...REASON);
    expect(unknown).toMatchObject({ code: 1, err: 'No fic has the id “nobody”. ficus search shows the ids.\n' });
    const notDown = await s.ficus.run('takedown', s.id, '--undo', ...REASON);
    expect(notDown.code).toBe(1);
    expect(notDown.err).toContain('The Yellow Wall was not taken down.');
  });
});
