/** How a report ends: who may end it, what is seen of it, and how its reporter hears of it, once. */
import { describe, expect, test } from 'vitest';
import { deleteMessage } from '#playground/world/messages.ts';
import { NO_NOTE, ReportRoom } from '#tests/e2e/report-room.ts';

describe('moderators settle a report', () => {
  test('by withdrawing its fic, which settles all reports of it, and whoever filed them is told', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    await s.fic({ title: 'Another Wall' });
    await s.report('ada', { ...NO_NOTE, text: 'She never agreed.' });
    await s.report('newt', NO_NOTE);
    await s.report('ada', NO_NOTE, 'Another Wall');
    const [first, second, another] = s.posted();
    await s.mina.press(first, 'Withdraw');
    expect(first?.text).toContain('Settled: the fic is withdrawn');
    expect(first?.text).toContain('She never agreed.');
    expect(first?.text).toContain(`Withdrawn by <@${s.mina.user.id}>`);
    expect(first?.buttonLabels).toEqual([]);
    await s.room.world.until(() => second?.text.includes('Settled: the fic is withdrawn'));
    expect(second?.buttonLabels).toEqual([]);
    expect(another?.buttonLabels).toEqual(['Look', 'Withdraw', 'Close']);
    for (const name of ['ada', 'newt']) {
      const [told] = await s.hears(name);
      expect(told).toContain(
        "You reported **The Yellow Wall**. The server's moderators have looked into it and withdrawn the fic",
      );
      expect(told).not.toContain(s.mina.user.id);
      expect(told).not.toMatch(/mina/i);
    }
    expect((await s.member('ada').slash('/fic search', { query: 'yellow' })).message?.text).toContain('No fic here');

    const log = await s.room.app.stores.moderation.log.list(s.guild, null, 10);
    const closed = log.filter(({ action }) => action === 'report-closed');
    expect(closed.map(({ by, details }) => [by, details])).toEqual(
      [1, 2].map(() => [s.mina.user.id, { title: 'The Yellow Wall', outcome: 'withdrawn', reason: 'no-permission' }]),
    );
    expect(log.filter(({ action }) => action === 'withdrawn')).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain('She never agreed');
  });

  test('by closing it, with a word to whoever filed it if they like', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    await s.report('ada', NO_NOTE);
    const [posted] = s.posted();
    const { modal } = await s.mina.press(posted, 'Close');
    await s.mina.submit(modal, { answer: 'Her agreement is of **3 May** @everyone.' });
    expect(posted?.text).toContain('Settled: the fic stays');
    expect(posted?.buttonLabels).toEqual([]);
    const [told] = await s.hears('ada');
    expect(told).toContain('closed your report: the fic stays');
    expect(told).toContain('Her agreement is of \\*\\*3 May\\*\\*');
    expect((await s.mina.slash('/library reports')).message?.text).toContain('No open reports');
  });

  test('at the same time: one of them wins, and the other is told', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    await s.report('ada', NO_NOTE);
    const [posted] = s.posted();
    const olive = s.room.world.member('olive').in(s.desk);
    const both = await Promise.all([s.mina, olive].map((seat) => seat.press(posted, 'Withdraw')));
    const texts = both.map((reply) => [reply.message?.text, ...reply.followUps.map(({ text }) => text)].join('\n'));
    expect(texts.filter((text) => text.includes('another moderator was faster'))).toHaveLength(1);
    expect(posted?.text).toContain('Settled: the fic is withdrawn');
    await s.hears('ada');
    expect(s.told('ada')).toHaveLength(1);
  });

  test('from `/library reports`, and the message in the channel tells it too, after a restart', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    await s.report('ada', NO_NOTE);
    const mina = s.member('mina');
    const open = await mina.slash('/library reports');
    await s.room.restart();
    await mina.press(open.message, 'Withdraw');
    expect(open.message?.text).toContain('No open reports');
    const [posted] = s.posted();
    await s.room.world.until(() => posted?.text.includes('Settled: the fic is withdrawn'));
    await s.hears('ada');
  });

  test('by `/library withdraw` as well', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    await s.report('ada', NO_NOTE);
    await s.member('mina').slash('/library withdraw', { story: 'The Yellow Wall' });
    await s.room.world.until(() => s.posted()[0]?.text.includes('Settled: the fic is withdrawn'));
    expect((await s.hears('ada'))[0]).toContain('withdrawn the fic');
  });

  test('whose message somebody deleted', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    await s.report('ada', NO_NOTE);
    for (const { raw } of s.posted()) deleteMessage(s.room.world, raw);
    await s.report('ada', { reason: ['Something else'], text: 'Once more.' });
    expect(s.posted().map(({ text }) => text.includes('Once more.'))).toEqual([true]);
    s.room.expectRefusals(10008);
  });
});

describe('nobody else settles or sees one', () => {
  test('not its reporter, not a stranger, not a moderator of another server', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    await s.report('ada', NO_NOTE);
    const [posted] = s.posted();
    const report = /v1\.report-look\.([\w-]+)/.exec(JSON.stringify(posted?.components))?.[1] ?? '';
    s.desk.overwrites = [];
    for (const name of ['ada', 'newt']) {
      const seat = s.room.world.member(name).in(s.desk);
      for (const button of ['Look', 'Withdraw']) {
        const refused = await seat.press(posted, button);
        const text = refused.followUps[0]?.text ?? refused.message?.text;
        expect(text, `${name}: ${button}`).toContain("for this server's moderators");
      }
      expect((await seat.press(posted, 'Close')).modal).toBeNull();
    }
    expect(posted?.buttonLabels).toEqual(['Look', 'Withdraw', 'Close']);

    // Olive owns both servers: there, the reports of this one are not to be had.
    const there = s.room.world.member('olive').in('#general', 'The Other Shelf');
    expect((await there.slash('/library reports')).message?.text).toContain('No open reports');
    const { reports } = s.room.app.stores.moderation;
    expect(await reports.get(report, s.room.guildId('The Other Shelf'))).toBeNull();
    expect((await reports.get(report, s.guild))?.settlement).toBeNull();
  });
});

describe('the reporter', () => {
  test('who takes no direct messages hears of it after their next command, once, in private', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    s.room.world.member('ada').takeDirectMessages(false);
    await s.report('ada', NO_NOTE);
    await s.mina.press(s.posted()[0], 'Withdraw');
    await s.room.world.until(() => s.room.world.requests.some(({ error }) => error?.code === 50007));
    await s.room.restart();
    const newt = await s.member('newt').slash('/fic shelf');
    expect(newt.followUps).toEqual([]);
    const shelf = await s.member('ada').slash('/fic shelf');
    await s.room.world.until(() => shelf.followUps.length === 1);
    expect(shelf.message?.text).toContain('Your shelf is empty');
    expect(shelf.followUps[0]?.ephemeral).toBe(true);
    expect(shelf.followUps[0]?.text).toContain('withdrawn the fic');

    s.room.world.member('ada').takeDirectMessages(true);
    await s.room.restart();
    const again = await s.member('ada').slash('/fic shelf');
    await s.room.stop();
    expect(again.followUps).toEqual([]);
    expect(s.told('ada')).toEqual([]);
  });

  test('is told after an outage that lasted beyond the settling, and never twice', async () => {
    await using s = await ReportRoom.open();
    await s.fic();
    await s.report('ada', NO_NOTE);
    const end = s.room.world.faults.rest(
      { kind: 'no-answer', processed: false },
      { route: '/users/@me/channels', times: Number.POSITIVE_INFINITY },
    );
    await s.mina.press(s.posted()[0], 'Withdraw');
    await s.room.stop();
    end();
    expect(s.told('ada')).toEqual([]);
    await s.room.start();
    await s.hears('ada');
    await s.room.restart();
    const shelf = await s.member('ada').slash('/fic shelf');
    await s.room.stop();
    expect(shelf.followUps).toEqual([]);
    expect(s.told('ada')).toHaveLength(1);
  });

  test('sees their report in the channel after a start, where an outage kept it out', async () => {
    await using s = await ReportRoom.open(false);
    await s.fic();
    await s.report('ada', NO_NOTE);
    expect(s.posted()).toEqual([]);
    await s.choose({ reportChannel: s.desk.id });
    await s.room.world.until(() => s.posted().length === 1);
  });
});
