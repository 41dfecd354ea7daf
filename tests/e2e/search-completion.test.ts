/** What is offered while a search is typed. */
import { expect, test } from 'vitest';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';

async function library(): Promise<ReadingRoom> {
  const room = await ReadingRoom.open();
  await room.add(post({ title: 'The Yellow Wall', more: 'Tags: Angst\n' }));
  await room.add(
    post({
      title: 'Yellow (a comedy)',
      author: 'quill',
      fandom: 'Dracula',
      pairing: 'Mina Harker/Jonathan Harker',
      more: 'Tags: Letters\n',
    }),
  );
  await room.add(post({ title: 'The Yellow Dusk', author: 'shadow', rating: 'NC-17', more: 'Tags: Anguish\n' }));
  return room;
}

test('every name completes, from the fandom that is chosen, and never what this channel hides', async () => {
  await using room = await library();
  const ada = room.world.member('ada').in('#general');
  const offered = async (options: Record<string, string>) =>
    (await ada.complete('/fic search', options)).map(({ name }) => name);
  expect(await offered({ author: 'q' })).toEqual(['quill']);
  expect(await offered({ author: 'shad' })).toEqual([]);
  expect(await offered({ tag: 'ang' })).toEqual(['Angst']);
  expect(await offered({ fandom: 'Dracula', pairing: '' })).toEqual(['Mina Harker/Jonathan Harker']);
  expect(await offered({ fandom: 'Dracula', character: 'h' })).toEqual(['Jonathan Harker', 'Mina Harker']);
  expect(await offered({ without: 'harker' })).toContain('Mina Harker/Jonathan Harker');
  const dark = room.world.member('ada').in('#after-dark');
  expect((await dark.complete('/fic search', { tag: 'ang' })).map(({ name }) => name)).toEqual(['Angst', 'Anguish']);
});

test('inside a query the field or the title that is being typed completes, and what stands before it stays', async () => {
  await using room = await library();
  const ada = room.world.member('ada').in('#general');
  const offered = async (query: string) => {
    const choices = await ada.complete('/fic search', { query });
    // Discord shows the name where it was chosen, and sends it once somebody types on.
    for (const { name, value } of choices) expect(name).toBe(value);
    return choices.map(({ value }) => value);
  };
  expect(await offered('fandom:sher')).toEqual(['fandom:"Sherlock Holmes - Arthur Conan Doyle"']);
  expect(await offered('rain fandom:"Sherlock Ho')).toEqual(['rain fandom:"Sherlock Holmes - Arthur Conan Doyle"']);
  expect(await offered('rain -tag:ang')).toEqual(['rain -tag:Angst']);
  expect(await offered('(ship:~harker')).toEqual(['(ship:~"Mina Harker/Jonathan Harker"']);
  expect(await offered('words:1k-5k yellow w')).toEqual(['words:1k-5k title:"The Yellow Wall"']);
  expect(new Set(await offered('yellow'))).toEqual(new Set(['title:"The Yellow Wall"', 'title:"Yellow (a comedy)"']));
  for (const nothing of ['', 'words:1k', 'fandom:"Dracula"', 'rain OR', '"yellow', 'sort:ti']) {
    expect(await offered(nothing), nothing).toEqual([]);
  }
  expect(await offered('tag:angui')).not.toContain('tag:Anguish');
  // What is chosen is what is found.
  const [chosen = ''] = await offered('wall fandom:"Sherlock Ho');
  expect((await ada.slash('/fic search', { query: chosen })).message?.text).toContain('1 fic');
  // A query that would be longer than a choice is left as it is.
  expect(await offered(`${'a'.repeat(80)}:x fandom:sher`)).toEqual([]);
});
