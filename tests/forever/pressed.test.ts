/**
 * A bot of today over an earlier release's files: whoever pressed there goes on here. Members, servers and channels of the double
 * are the same in every run; messages and threads are not, so that buttons of then stand on messages of now.
 */
import { ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Seat } from '#playground/gestures/seat.ts';
import { SeenMessage } from '#playground/gestures/seen-message.ts';
import { postMessage } from '#playground/world/messages.ts';
import { ReadingRoom } from '#tests/e2e/reading-room.ts';
import { AT, copyInto, FACTS, folder } from '#tests/forever/fixtures.ts';

type ButtonOfThen = keyof typeof FACTS.buttons;

let room: ReadingRoom;
let remove: () => Promise<void>;
let ada: Seat;
let mina: Seat;

beforeAll(async () => {
  const { path, ...place } = await folder();
  remove = place.remove;
  await copyInto(path, ['ficus.db', 'ficus.db-search', 'state.db']);
  room = await ReadingRoom.open({ database: `${path}/ficus.db`, state: `${path}/state.db`, now: () => AT });
  ada = room.world.member('ada').in('#after-dark');
  mina = room.world.member('mina').in('#after-dark');
});
afterAll(async () => {
  await room[Symbol.asyncDispose]();
  await remove();
});

/** A message of the bot's with a button as it stood there. */
function withButton(label: ButtonOfThen): SeenMessage {
  const { world } = room;
  const row = {
    type: ComponentType.ActionRow as const,
    components: [
      {
        ...{ type: ComponentType.Button as const, style: ButtonStyle.Secondary as const, label },
        custom_id: FACTS.buttons[label].id,
      },
    ],
  };
  const text = { type: ComponentType.TextDisplay as const, content: 'From before.' };
  // A card is an embed, and stays one: Discord lets no message change from one way of laying out to the other.
  const content =
    label === 'withdraw'
      ? { content: 'From before.', components: [row] }
      : { flags: MessageFlags.IsComponentsV2, components: [text, row] };
  return new SeenMessage(world, postMessage(world, world.channel('#after-dark'), content, { authorId: world.bot.id }));
}

async function pressed(seat: Seat, name: ButtonOfThen) {
  const message = withButton(name);
  const reply = await seat.press(message, name);
  return { message, modal: reply.modal, text: `${message.text}\n${reply.message?.text}\n${reply.followUps[0]?.text}` };
}

test('the members and the server are those whose files these are', () => {
  for (const [name, id] of Object.entries(FACTS.people)) expect(room.world.user(name).id).toBe(id);
  expect(room.guildId('The Reading Room')).toBe(FACTS.library);
});

describe('a reader', () => {
  test.each([
    ...['The Long Rain', 'The Lamp at Lambton', 'Collins at Baker Street', 'The Returned Umbrella'],
    ...['The Second Umbrella', 'The Spotted Bandage', 'The Borrowed Bow', 'Elsewhere, in Full', 'Untold'],
  ])('finds %s by a search', async (title) => {
    expect((await ada.slash('/fic search', { query: `title:"${title}"` })).message?.text).toContain(`**${title}**`);
  });

  test('does not find what they block, which others do; nor does anybody what is hidden', async () => {
    const found = async (seat: Seat, query: string) => (await seat.slash('/fic search', { query })).message?.text;
    expect(await found(ada, 'whist')).not.toContain('A Rubber of Whist');
    expect(await found(mina, 'whist')).toContain('A Rubber of Whist');
    for (const gone of ['withdraws', 'netherfield']) expect(await found(mina, gone)).toContain('No fic here');
  });

  test('has words inside texts, and names that the server noted, found', async () => {
    const quoted = await ada.slash('/fic search', { query: 'text:"speckled with ink"' });
    expect(quoted.message?.text).toContain('The Spotted Bandage');
    expect((await ada.slash('/fic search', { pairing: 'Rainlock' })).message?.text).toContain('The Long Rain');
  });

  test('runs the saved search, and goes on with the last one', async () => {
    const saved = await ada.slash('/fic search', { saved: 'Rainy days' });
    expect(saved.message?.text).toContain('3 fics');
    const searches = await ada.slash('/fic searches');
    expect(searches.message?.text).toContain('**Rainy days** · “umbrella”');
    expect((await pressed(ada, 'refine')).text).toContain('umbrella');
  });

  test('looks through the shelf and what they block', async () => {
    const shelf = await ada.slash('/fic shelf');
    for (const title of ['The Long Rain', 'The Lamp at Lambton']) expect(shelf.message?.text).toContain(title);
    expect((await ada.slash('/fic block')).message?.text).toContain('**cards**');
  });

  test('opens a card, keeps what it shows, and sees what else its author wrote', async () => {
    const opened = await pressed(ada, 'open');
    expect(opened.text).toContain('The Long Rain');
    expect((await pressed(ada, 'keep for later')).text).toContain('is off your shelf');
    expect((await pressed(ada, 'more by this author')).text).toContain('Collins at Baker Street');
  });

  test('reads on where they were, on the page that was open and anew', async () => {
    const on = await ada.slash('/fic read');
    const [thread] = ada.visibleThreads();
    expect(on.message?.text).toContain(`<#${thread?.id}>`);
    expect(ada.messages(thread).at(-1)?.text).toContain('Drizzle 28.');
    const stranger = await pressed(mina, 'next page');
    expect(stranger.text).toContain("someone else's page");
    expect((await pressed(ada, 'previous page')).text).toContain('Drizzle 1.');
    expect((await pressed(ada, 'next page')).text).toContain('Flood 1.');
    expect((await pressed(ada, 'another page size')).text).toContain('Drizzle 28.');
  });

  test('reports from a button of then', async () => {
    const { modal } = await pressed(ada, 'report');
    const sent = await ada.submit(modal, { reason: ['other'], text: 'It rains.' });
    expect(sent.message?.text).toContain('The moderators have your report about **The Long Rain**');
  });

  test('who wished to be forgotten is, once the bot is there again', async () => {
    const newt = room.world.member('newt').directMessage();
    await expect
      .poll(async () => (await newt.slash('/fic privacy')).message?.text, { timeout: 30_000 })
      .not.toMatch(/report that you filed|page that you have open/);
  });
});

describe('a moderator', () => {
  test('finds the settings as they were chosen', async () => {
    const settings = await mina.slash('/library settings');
    const chosen = (settings.message?.selects ?? []).flatMap((select) =>
      'options' in select ? select.options.filter((option) => option.default).map(({ value }) => value) : [],
    );
    expect(chosen).toEqual(expect.arrayContaining(['teen']));
    expect((await mina.slash('/library aliases')).message?.text).toContain('Hertfordshire');
  });

  test('goes on with the list, and with the words of an edit that was not saved', async () => {
    expect((await pressed(mina, 'drafts')).text).toContain('umbrella');
    const { modal } = await pressed(mina, 'back to my words');
    expect(JSON.stringify(modal?.data)).toContain('penwiper, mina_s');
    expect((await pressed(mina, 'edit')).text).toContain('The Second Umbrella');
    expect((await pressed(mina, 'history')).text).toContain('Revision 1');
  });

  test('puts an earlier header back', async () => {
    expect((await pressed(mina, 'put this header back')).text).toContain('The Speckled Bandage');
    expect((await ada.slash('/fic search', { query: 'title:speckled' })).message?.text).toContain('1 fic');
  });

  test('says what a draft still needs, and publishes it', async () => {
    const fill = await pressed(mina, 'fill in details');
    await mina.submit(fill.modal, { Title: 'The Unfinished Sonata' });
    const evidence = await pressed(mina, 'permission details');
    await mina.submit(evidence.modal, { evidence: 'Her mail of 4 May.' });
    expect((await pressed(mina, 'publish')).text).toContain('**The Unfinished Sonata** is in the library');
    expect((await ada.slash('/fic search', { query: 'sonata' })).message?.text).toContain('1 fic');
  });

  test('looks at a report and closes it, and whoever filed it is told', async () => {
    expect((await pressed(mina, 'look at the report')).text).toContain('The Second Umbrella');
    const { modal } = await pressed(mina, 'close the report');
    await mina.submit(modal, { answer: 'She did agree.' });
    const direct = room.world.member('ada').directMessage();
    await room.world.until(() => direct.messages().some(({ text }) => text.includes('She did agree.')));
    expect((await mina.slash('/library reports')).message?.text).not.toContain('She never agreed.');
  });

  test('withdraws a fic, and takes one down that was asked about', async () => {
    expect((await pressed(mina, 'withdraw')).text).toContain('is withdrawn');
    expect((await pressed(mina, 'take it down')).text).toContain('The Returned Umbrella');
    const gone = await ada.slash('/fic search', { query: 'title:umbrella' });
    expect(gone.message?.text).toContain('No fic here');
  });
});
