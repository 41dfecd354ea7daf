/** What becomes of a report: from a card or a page to the moderators' channel, and back to whoever filed it. */
import { describe, expect, test } from 'vitest';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { post } from '#tests/e2e/reading-room.ts';
import { NO_NOTE, ReportRoom, WITHOUT_WORD } from '#tests/e2e/report-room.ts';

describe('a reader reports', () => {
  test('a page from its buttons: the moderators see who, why, where, and the words that stand there', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    const ada = s.member('ada');
    const asked = await ada.slash('/fic read', { story: 'The Yellow Wall' });
    const page = await ada.press(asked.message, 'Read privately right here');
    await ada.press(page.message, 'Next');
    expect(page.message?.buttonLabels.slice(0, 2)).toEqual(['Previous', 'Next']);
    const words = /Rain \d+\. The gutters/.exec(page.message?.text ?? '')?.[0] ?? '';

    const { modal } = await ada.press(page.message, 'Report');
    expect(modal?.data.title).toBe('Report this page');
    const sent = await ada.submit(modal, { reason: ['Broken or missing text'], text: 'Half of it is **gone**.' });
    expect(sent.message?.ephemeral).toBe(true);
    expect(sent.message?.text).toContain("I'll tell you what they decide");

    const [posted, ...others] = s.posted();
    expect(others).toEqual([]);
    expect(posted?.text).toContain('Report: Broken or missing text');
    expect(posted?.text).toContain('The Yellow Wall');
    expect(posted?.text).toContain(`<@${ada.user.id}>`);
    expect(posted?.text).toMatch(/\d+% into it/);
    expect(posted?.text).toContain('Half of it is \\*\\*gone\\*\\*.');
    expect(posted?.text).toContain(words);
    expect(posted?.buttonLabels).toEqual(['Look', 'Withdraw', 'Close']);
    expect(posted?.mentions).toEqual({ users: [], roles: [], everyone: false });

    const looked = await s.mina.press(posted, 'Look');
    expect(looked.message?.ephemeral).toBe(true);
    expect(looked.message?.text).toContain('General (PG)');
    expect(looked.message?.text).toContain(words);
    expect(looked.message?.text).toContain('Page 2 of');
    expect(await s.mina.slash('/fic read').then(({ message }) => message?.text)).toContain('You have not begun a fic');
  });

  test('with a word of their own where they chose "Something else"', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    const refused = await s.report('ada', { reason: ['Something else'], text: ' ' });
    expect(refused.message?.text).toContain('say in a few words what is wrong');
    expect(s.posted()).toEqual([]);
    await s.report('ada', { reason: ['Something else'], text: 'It is mine, and I never said yes.' });
    expect(s.posted()[0]?.text).toContain('It is mine, and I never said yes.');
  });

  test('a fic once: newer words take the place of the first, in the channel too, also after a restart', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    await s.report('ada', { reason: ['Something else'], text: 'First words.' });
    await s.room.restart();
    await s.report('ada', { ...NO_NOTE, text: 'See https://evil.example/x, <@&1> @everyone' });
    const [posted, ...others] = s.posted();
    expect(others).toEqual([]);
    expect(posted?.text).toContain(`Report: ${WITHOUT_WORD}`);
    expect(posted?.text).not.toContain('First words.');
    expect(posted?.text).not.toContain('https://');
    expect(posted?.mentions).toEqual({ users: [], roles: [], everyone: false });
    await s.report('newt', NO_NOTE);
    expect(s.posted()).toHaveLength(2);
  });

  test('from a card that was posted by an earlier release, and from its open modal', async () => {
    await using s = await ReportRoom.open();
    const { id } = await s.fic();
    const ada = s.member('ada');
    const shown = await ada.slash('/fic show', { story: 'The Yellow Wall' });
    const { modal } = await ada.press(shown.message, (customId) => customId === `v1.report.${id}`);
    expect(modal?.data.custom_id).toBe(`v1.report-send.${id}`);
    expect((await ada.submit(modal, NO_NOTE)).message?.text).toContain('Thank you');
  });

  test('as much as a day takes, and hears when it takes more', async () => {
    await using s = await ReportRoom.open(false);
    for (let number = 1; number <= 11; number += 1) await s.fic({ title: `Wall ${number}` });
    for (let number = 1; number <= 10; number += 1) {
      expect((await s.report('ada', NO_NOTE, `Wall ${number}`)).message?.text).toContain('Thank you');
    }
    const refused = await s.report('ada', NO_NOTE, 'Wall 11');
    expect(refused.message?.text).toContain('as many as I take');
    expect(refused.message?.text).toContain('in 24 h 0 min');
    expect((await s.report('newt', NO_NOTE, 'Wall 11')).message?.text).toContain('Thank you');
  });

  test('nothing in direct messages, and is told so before a word is written', async () => {
    await using s = await ReportRoom.open();
    await s.room.add(post());
    const ada = s.room.world.member('ada').directMessage();
    const shown = await ada.slash('/fic show', { story: 'The Yellow Wall' });
    const refused = await ada.press(shown.message, 'Report');
    expect(refused.modal).toBeNull();
    expect(refused.message?.text ?? refused.followUps[0]?.text).toContain('only in a server');
  });
});

describe('a server without a report channel', () => {
  test('keeps the report, and says whom to ask', async () => {
    await using s = await ReportRoom.open(false);
    await s.fic();
    const { firstGuild } = s.room.world;
    const moderator = [...firstGuild.roles.values()].find(({ name }) => name === 'Moderator')?.id ?? '';
    await s.choose({ moderatorRoles: [moderator] });
    const sent = await s.report('ada', NO_NOTE);
    expect(sent.message?.text).toContain('has no report channel');
    expect(sent.message?.text).toContain('`/library reports`');
    expect(sent.message?.text).toContain(`<@${firstGuild.ownerId}>`);
    expect(sent.message?.mentions).toEqual({ users: [], roles: [], everyone: false });
    expect(sent.message?.text).toContain(`<@&${moderator}>`);
    const open = await s.member('mina').slash('/library reports');
    expect(open.message?.text).toContain('The Yellow Wall');
    expect(open.message?.buttonLabels).toEqual(['Look', 'Withdraw', 'Close']);
  });

  test.each([
    ['that was deleted', 'delete'],
    ['where the bot may not write', 'deny'],
    ["that is another server's", 'foreign'],
  ] as const)('or with one %s says so, and keeps the report', async (_, trouble) => {
    await using s = await ReportRoom.open();
    await s.fic();
    await s.spoilDesk(trouble);
    const sent = await s.report('ada', NO_NOTE);
    expect(sent.message?.text).toContain("can't write in this server's report channel");
    const open = await s.member('mina').slash('/library reports');
    await s.member('mina').submit((await s.member('mina').press(open.message, 'Close')).modal, {});
    expect(open.message?.text).toContain('No open reports');
    expect((await s.hears('ada'))[0]).toContain('closed your report: the fic stays');
  });
});

describe('a fic of the shared library', () => {
  test("is the operator's: moderators look and close, and no more", async () => {
    await using s = await ReportRoom.open();
    await s.room.add(post(), SHARED_LIBRARY);
    await s.report('ada', NO_NOTE);
    const [posted] = s.posted();
    expect(posted?.text).toContain("bot's operator cares for it");
    expect(posted?.buttonLabels).toEqual(['Look', 'Close']);
    await s.mina.press(posted, 'Look');
    await s.mina.submit((await s.mina.press(posted, 'Close')).modal, {});
    expect(s.posted()[0]?.text).toContain('the fic stays');
  });
});

describe('a rating that the report channel may not show', () => {
  test('keeps the words out of it, and sends whoever looks to where they may', async () => {
    await using s = await ReportRoom.open();
    await s.fic({ rating: 'Explicit', body: 'What nobody may see here.' });
    const ada = s.member('ada', '#after-dark');
    const asked = await ada.slash('/fic read', { story: 'The Yellow Wall' });
    const page = await ada.press(asked.message, 'Read privately right here');
    const { modal } = await ada.press(page.message, 'Report');
    await ada.submit(modal, NO_NOTE);
    const [posted] = s.posted();
    expect(posted?.text).toContain('The Yellow Wall');
    expect(posted?.text).toContain('Its rating (Explicit) keeps its text out of this channel');
    expect(posted?.text).not.toContain('What nobody may see here');
    const here = await s.mina.press(posted, 'Look');
    expect(here.message?.text).toContain('only in age-restricted channels');
    expect(here.message?.text).not.toContain('What nobody may see here');

    const dark = s.member('mina', '#after-dark');
    const open = await dark.slash('/library reports');
    expect((await dark.press(open.message, 'Look')).message?.text).toContain('What nobody may see here');

    // The channel is made age-restricted, and the reader says more: now the words may stand there.
    s.desk.nsfw = true;
    const again = await ada.press(page.message, 'Report');
    await ada.submit(again.modal, NO_NOTE);
    expect(posted?.text).toContain('What nobody may see here');
  });
});
