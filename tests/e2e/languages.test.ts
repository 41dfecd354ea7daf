/** What stands in a channel is in the server's language, and what one person reads in theirs. */
import { rm } from 'node:fs/promises';
import { Locale } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setLocale } from '#playground/world/guilds.ts';
import { type Languages, loadLanguages } from '#src/language/language.ts';
import { ReportRoom } from '#tests/e2e/report-room.ts';
import { pseudoFolder } from '#tests/language/pseudo.ts';

let folder = '';
let languages: Languages;
beforeAll(async () => {
  folder = await pseudoFolder();
  languages = loadLanguages(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** How the pseudo-language begins and ends what it says. */
const PSEUDO = /⟦.*⟧/s;
/** The line of a takedown, in each language. */
const LINE = "A fic that stood here was taken down at its author's word.";

/** A server whose owner chose the pseudo-language; Ada reads English, Newt the server's own. */
async function polishRoom(): Promise<ReportRoom> {
  const desk = await ReportRoom.open(true, { languages });
  const { world } = desk.room;
  setLocale(world, world.firstGuild, Locale.Polish);
  world.user('newt').locale = Locale.Polish;
  await desk.fic();
  await desk.fic({ title: 'The Red Wall' });
  return desk;
}

/** Finds a fic, opens its card and reports it, by what somebody of that language reads. */
async function reportFrom(desk: ReportRoom, name: string, locale: Locale, title: string): Promise<void> {
  const { say } = languages.for(locale);
  const seat = desk.member(name);
  const found = await seat.slash('/fic search', { query: title });
  const opened = await seat.press(found.message, say('kit.buttons.open'));
  const { modal } = await seat.press(opened.message, say('kit.buttons.report'));
  await seat.submit(modal, { reason: [say('reports.reason-no-permission')] });
}

describe('in a server of another language', () => {
  test('a card for all is in it, and what the asker alone sees in theirs', async () => {
    await using desk = await polishRoom();
    const ada = desk.member('ada');
    const card = await ada.slash('/fic show', { story: 'The Yellow Wall' });
    expect(card.message?.buttonLabels.every((label) => PSEUDO.test(label))).toBe(true);
    const found = await ada.slash('/fic search', { query: 'red' });
    expect(found.message?.buttonLabels).toContain('Open');
    const opened = await ada.press(found.message, 'Open');
    await ada.press(opened.message, 'Share with this channel');
    expect(desk.member('newt').messages().at(-1)?.text).toMatch(PSEUDO);
    const theirs = await desk.member('newt').slash('/fic search', { query: 'red' });
    expect(theirs.message?.text).toMatch(PSEUDO);
    const direct = await desk.room.world.member('ada').directMessage().slash('/fic help');
    expect(direct.message?.text).toContain('What I can do');
  });

  test('a report is posted and settled in it, and each who reported hears of it in theirs', async () => {
    await using desk = await polishRoom();
    await reportFrom(desk, 'ada', Locale.EnglishUS, 'The Yellow Wall');
    await reportFrom(desk, 'newt', Locale.Polish, 'The Red Wall');
    await desk.room.world.until(() => desk.posted().length === 2);
    for (const message of desk.posted()) {
      expect(message.text).toMatch(PSEUDO);
      const [look = ''] = message.buttonLabels;
      expect((await desk.mina.press(message, look)).message?.buttonLabels).toContain('Open the card');
      const close = message.buttonLabels.at(-1) ?? '';
      const { modal } = await desk.mina.press(message, close);
      expect(modal?.data.title).toBe('Close the report: the fic stays');
      await desk.mina.submit(modal, {});
      expect(message.text).toMatch(PSEUDO);
    }
    expect((await desk.hears('ada')).join()).toMatch(/^You reported \*\*The Yellow Wall\*\*/);
    expect((await desk.hears('newt')).join()).toMatch(PSEUDO);
  });

  test('the line of a takedown is in it, and before one reader in theirs', async () => {
    await using desk = await polishRoom();
    const ada = desk.member('ada');
    const card = await ada.slash('/fic show', { story: 'The Yellow Wall' });
    const found = await ada.slash('/fic search', { query: 'yellow' });
    const asked = await desk.mina.slash('/library takedown', { story: 'The Yellow Wall', reason: 'By mail.' });
    await desk.mina.press(asked.message, 'Take it down');
    await desk.room.world.until(() => found.message?.text === LINE && !card.message?.text.includes('Yellow Wall'));
    expect(card.message?.text).toMatch(PSEUDO);
    expect(found.message?.text).toBe(LINE);
  });

  test('the log channel tells in it what was done', async () => {
    await using desk = await polishRoom();
    await desk.choose({ logChannel: desk.desk.id });
    await desk.mina.slash('/library withdraw', { story: 'The Yellow Wall' });
    const told = () => desk.posted().filter(({ text }) => PSEUDO.test(text));
    await desk.room.world.until(() => told().length > 0);
    expect(told().map(({ text }) => text)).toEqual([expect.stringContaining('**The Yellow Wall**')]);
  });

  test('commands are described to each member in theirs', async () => {
    await using desk = await polishRoom();
    const [fic] = desk.member('newt').commands();
    expect(fic?.description_localizations?.pl).toMatch(PSEUDO);
    expect(fic?.description).toBe('Find fics and read them');
  });
});

describe('the language that a member was last seen with', () => {
  test('is told, taken along and forgotten, and what they press later does not bring it back', async () => {
    await using desk = await ReportRoom.open(true, { languages });
    desk.room.world.user('newt').locale = Locale.Polish;
    const newt = desk.member('newt');
    await newt.slash('/fic help');
    const { message } = await newt.slash('/fic privacy');
    const { say } = languages.for(Locale.Polish);
    const noted = languages.for(Locale.Polish).sayOf('kept.lastLanguage', { count: 1 });
    expect(message?.text).toContain(noted);
    const exported = await newt.press(message, say('privacy.buttons.export'));
    const [file] = exported.message?.attachments ?? [];
    expect(await (await fetch(file?.url ?? '')).json()).toMatchObject({ lastLanguage: [{ locale: 'pl' }] });
    await newt.press(message, say('privacy.buttons.forget'));
    await newt.press(message, say('privacy.buttons.forget-sure'));
    expect(message?.text).toContain(noted);
    const { message: again } = await desk.member('newt').slash('/fic privacy');
    expect(again?.text).toContain(languages.for(Locale.Polish).sayOf('kept.lastLanguage', { count: 0 }));
  });

  test('is English where it was seen last, whatever the server speaks', async () => {
    await using desk = await polishRoom();
    await desk.member('newt').slash('/fic help');
    desk.room.world.user('newt').locale = Locale.EnglishGB;
    await reportFrom(desk, 'newt', Locale.EnglishGB, 'yellow');
    await desk.mina.slash('/library withdraw', { story: 'The Yellow Wall' });
    expect((await desk.hears('newt')).join()).toMatch(/^You reported \*\*The Yellow Wall\*\*/);
  });
});
