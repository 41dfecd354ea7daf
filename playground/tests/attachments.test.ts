/** Files of messages: what is said of them, what of that an edit changes, and the forms in which they come. */
import { type APIMessage, AttachmentFlags, Routes } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { restOf } from './trial-bot.ts';

async function stage() {
  const world = await Playground.start();
  const rest = restOf(world);
  const { id: channelId } = world.channel('#general');
  const file = (name: string) => ({ name, data: Buffer.from(name) });
  const send = async (body: object, ...names: string[]) =>
    (await rest.post(Routes.channelMessages(channelId), { body, files: names.map(file) })) as APIMessage;
  const edit = async ({ id }: APIMessage, body: object, ...names: string[]) =>
    (await rest.patch(Routes.channelMessage(channelId, id), { body, files: names.map(file) })) as APIMessage;
  return { world, send, edit, channelId, [Symbol.asyncDispose]: () => world.close() };
}

const namesOf = ({ attachments }: APIMessage) => attachments.map(({ filename }) => filename);

describe('a file that an edit keeps', () => {
  test('keeps what was said of it, and gets what is said of it now', async () => {
    await using s = await stage();
    const described = { id: 0, description: 'A street in fog', title: 'Fog' };
    const sent = await s.send({ attachments: [described] }, 'fog.png');
    expect(sent.attachments).toMatchObject([{ description: 'A street in fog', title: 'Fog' }]);
    const [{ id } = { id: '' }] = sent.attachments;

    const kept = await s.edit(sent, { content: 'Look', attachments: [{ id }] });
    expect(kept.attachments).toEqual(sent.attachments);
    const changed = await s.edit(sent, { attachments: [{ id, description: 'A bridge', is_spoiler: true }] });
    expect(changed.attachments).toMatchObject([{ id, description: 'A bridge', flags: AttachmentFlags.IsSpoiler }]);
    const again = await s.edit(sent, { content: 'Look again' });
    expect(again.attachments).toEqual(changed.attachments);
  });

  test('loses its description and its cover where the edit says so', async () => {
    await using s = await stage();
    const sent = await s.send({ attachments: [{ id: '0', description: 'The end', is_spoiler: true }] }, 'end.png');
    expect(sent.attachments).toMatchObject([{ description: 'The end', flags: AttachmentFlags.IsSpoiler }]);
    const [{ id } = { id: '' }] = sent.attachments;
    const [bare] = (await s.edit(sent, { attachments: [{ id, description: null, is_spoiler: false }] })).attachments;
    expect(bare).not.toHaveProperty('description');
    expect(bare).not.toHaveProperty('flags');
  });

  test('stands beside those that the edit brings, of which it takes the named ones', async () => {
    await using s = await stage();
    const sent = await s.send({}, 'one.txt', 'two.txt');
    const [, two] = sent.attachments;
    const edited = await s.edit(
      sent,
      { attachments: [{ id: two?.id }, { id: 1, description: 'New' }] },
      'no.txt',
      'yes.txt',
    );
    expect(namesOf(edited)).toEqual(['two.txt', 'yes.txt']);
    expect(namesOf(await s.edit(sent, {}, 'more.txt'))).toEqual(['two.txt', 'yes.txt', 'more.txt']);
    expect(namesOf(await s.edit(sent, { content: 'None', attachments: [] }))).toEqual([]);
  });
});

test('a file is a spoiler by its name, too, whoever sends it', async () => {
  await using s = await stage();
  const sent = await s.send({ attachments: [{ id: 0, is_spoiler: false }] }, 'SPOILER_end.txt');
  const file = { name: 'SPOILER_end.txt', bytes: 'He did it.' };
  const said = await s.world.member('ada').in('#general').send('', [file]);
  expect([sent.attachments[0]?.flags, said.attachments[0]?.flags]).toEqual([8, 8]);
});

describe('a form', () => {
  async function post(s: Awaited<ReturnType<typeof stage>>, fields: readonly (readonly [string, string | File])[]) {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    const response = await fetch(`${s.world.apiUrl}/v10${Routes.channelMessages(s.channelId)}`, {
      method: 'POST',
      headers: { authorization: `Bot ${s.world.token}` },
      body: form,
    });
    return (await response.json()) as APIMessage;
  }
  const fog = new File(['Fog'], 'fog.txt');

  test('needs no JSON: content and tts stand by themselves', async () => {
    await using s = await stage();
    const fields = [
      ['content', 'Hello'],
      ['tts', 'false'],
      ['files[0]', fog],
    ] as const;
    const sent = await post(s, fields);
    expect([sent.content, namesOf(sent)]).toEqual(['Hello', ['fog.txt']]);
  });

  test('brings its files under their numbers, or a file under any name', async () => {
    await using s = await stage();
    const attachments = [{ id: 42, description: 'Fog' }];
    const numbered = await post(s, [
      ['payload_json', JSON.stringify({ attachments })],
      ['files[42]', fog],
    ]);
    expect(numbered.attachments).toMatchObject([{ filename: 'fog.txt', description: 'Fog' }]);
    expect(namesOf(await post(s, [['file', fog]]))).toEqual(['fog.txt']);
  });
});
