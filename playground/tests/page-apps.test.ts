/** What surrounds the messages in the playground's page: menus of messages and people, refusals, the list of threads. */
import { ChannelType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { rules } from '#playground/rules/book.ts';
import { openThread, type ThreadChannel, updateThread } from '#playground/world/threads.ts';
import { barriersIn } from './barriers.ts';
import { chromiumPath } from './browser.ts';
import { visitPage } from './page-visit.ts';

describe.skipIf(!chromiumPath)('around the messages', () => {
  const at = visitPage();

  describe('commands of the context menus', () => {
    test('the menu of a message is walked by keys, and Escape gives the focus back', async () => {
      const { keyboard } = at.page;
      at.playground.member('mina').in('#general').send('A tale of rain');
      await at.message('A tale of rain').waitFor();
      const more = at.message('A tale of rain').getByRole('button', { name: 'More, for Mina’s message' });
      await more.focus();
      await keyboard.press('Enter');
      await at.page.getByRole('menu').waitFor();
      expect(await at.page.getByRole('menuitem').allTextContents()).toEqual(['Report this', 'Keep silent']);
      expect(await at.focus()).toBe('Report this');
      await keyboard.press('ArrowDown');
      expect(await at.focus()).toBe('Keep silent');
      await keyboard.press('ArrowDown');
      expect(await at.focus()).toBe('Report this');
      await keyboard.press('k');
      expect(await at.focus()).toBe('Keep silent');
      await keyboard.press('Escape');
      expect(await at.page.getByRole('menu').count()).toBe(0);
      expect(await at.focus()).toBe('More, for Mina’s message');
      await keyboard.press('Enter');
      await keyboard.press('Home');
      await keyboard.press('Enter');
      await at.message('Reported: A tale of rain').waitFor();
      expect(await at.message('Reported: A tale of rain').textContent()).toContain('Ada used Report this');
    });

    test('the right button opens it where it was pressed; a bot that is silent is said to have failed', async () => {
      at.playground.member('mina').in('#general').send('Press me on the right');
      await at.message('Press me').locator('.content').click({ button: 'right' });
      await at.page.getByRole('menuitem', { name: 'Keep silent' }).click();
      await at.page.getByText('Sending command…').waitFor();
      await at.playground.until(() => [...at.playground.interactions.values()].at(-1)?.name === 'Keep silent');
      at.clock.advance(3_001);
      await at.page.getByText('The application did not respond').waitFor();
    });

    test('a name and a mention open the card of a person, with what one can do', async () => {
      at.playground
        .member('mina')
        .in('#general')
        .send(`Ask <@${at.playground.user('newt').id}>`);
      await at.message('Ask @Newt').getByRole('button', { name: '@Newt' }).click();
      const card = at.page.getByRole('dialog', { name: 'Newt' });
      expect(await card.textContent()).toContain('@newt · newcomer');
      await at.page.keyboard.press('Escape');
      expect(await at.focus()).toBe('@Newt');
      await at.message('Ask @Newt').getByRole('button', { name: '@Newt' }).click({ button: 'right' });
      await card.getByRole('button', { name: 'Their shelf' }).click();
      await at.message('The shelf of newt').waitFor();
      await at.message('The shelf of newt').getByRole('button', { name: 'Ficus', exact: true }).click();
      await at.page.getByRole('dialog', { name: 'Ficus' }).getByText('@ficus · app').waitFor();
    });

    test('a finger finds the menu, too', async () => {
      const { page } = at;
      const browser = page.context().browser();
      const context = await browser?.newContext({
        viewport: { width: 375, height: 720 },
        hasTouch: true,
        isMobile: true,
      });
      const phone = await context?.newPage();
      if (!phone) return;
      at.playground.member('newt').in('#general').send('Tap here');
      await phone.goto(page.url());
      const message = phone.locator('#messages .message', { hasText: 'Tap here' }).last();
      await message.locator('.more-button').tap();
      await phone.getByRole('menuitem', { name: 'Report this' }).tap();
      await phone.locator('#messages .message', { hasText: 'Reported: Tap here' }).last().waitFor();
      await context?.close();
    });
  });

  describe('what Discord would refuse', () => {
    test('is shown with its rule to whoever looks, once and with how often; it goes and comes back', async () => {
      const panel = at.page.getByRole('region', { name: 'Refusals' });
      await at.use('kit refused');
      await at.message('That was refused.').waitFor();
      const line = /Discord would refuse this: POST \/channels\/\d+\/messages — Invalid Form Body \(code 50035\)/;
      await panel.getByRole('status').getByText(line).waitFor({ state: 'attached' });
      await panel.getByText('embeds.0.title').waitFor();
      await at.use('kit refused');
      await panel.getByText('(code 50035), 2 times').first().waitFor();
      await at.use('kit gone');
      await panel.getByText('Unknown Message').first().waitFor();
      expect(await panel.locator('.refusal-list > li').count()).toBe(2);

      await at.visit('#member=newt');
      await panel.getByText('embeds.0.title').waitFor();
      await at.press('Put the refusals away');
      expect(await panel.locator('.refusals').isVisible()).toBe(false);
      expect(await at.focus()).toBe('Refused requests: 2');
      await at.page.keyboard.press('Enter');
      await panel.getByText('embeds.0.title').waitFor();
      at.forgiveRefusals();
    });

    test('links each rule to where it is written', async () => {
      const { says, source } = rules['embed.title'];
      await at.use('kit refused');
      await at.message('That was refused.').waitFor();
      at.forgiveRefusals();
      const refusal = at.page.locator('.refusal-list > li').first();
      await refusal.getByText(says).waitFor();
      expect(await refusal.getByRole('link', { name: 'Source' }).getAttribute('href')).toBe(source);
      expect(await refusal.getByRole('link', { name: 'Source' }).getAttribute('rel')).toContain('noopener');
    });

    test('takes one line of a phone until one asks for more', async () => {
      await at.use('kit refused');
      await at.message('That was refused.').waitFor();
      at.forgiveRefusals();
      await at.page.setViewportSize({ width: 375, height: 720 });
      await at.page.reload();
      const bar = at.page.locator('.refusals');
      await bar.getByText('Discord would refuse this:').waitFor();
      expect((await bar.boundingBox())?.height).toBeLessThan(60);
      await at.press('Details');
      await bar.getByText('embeds.0.title').first().waitFor();
      expect(await at.fits()).toBe(true);
    });
  });

  describe('the list of threads', () => {
    function open(name: string): ThreadChannel {
      const { playground } = at;
      return openThread(playground, playground.channel('#general'), {
        name,
        type: ChannelType.PublicThread,
        ownerId: playground.user('mina').id,
      });
    }

    test('names those that are open and those that are archived, and leads to both', async () => {
      open('Rain');
      updateThread(at.playground, open('Old rain'), { archived: true, locked: true });
      const button = at.page.getByRole('button', { name: /^Threads: / });
      await button.focus();
      await at.page.keyboard.press('Enter');
      const list = at.page.getByRole('dialog', { name: 'Threads' });
      expect(await list.getByRole('region', { name: 'Active threads' }).textContent()).toContain('opened by Mina');
      const old = list.getByRole('region', { name: 'Archived threads' }).getByRole('link', { name: 'Old rain' });
      expect(await old.textContent()).toMatch(/archived · locked/);
      await at.page.keyboard.press('Escape');
      expect(await at.focus()).toMatch(/^Threads: /);
      await button.click();
      await old.focus();
      await at.page.keyboard.press('Enter');
      await at.page.locator('h1', { hasText: 'Old rain' }).waitFor();
      expect(await list.count()).toBe(0);
      await at.page.getByText('This thread is locked: only moderators can write here.').waitFor();
    });
  });

  test.each(['light', 'dark'] as const)('axe finds no serious barrier there in the %s theme', async (theme) => {
    const found: string[] = [];
    await at.page.emulateMedia({ colorScheme: theme });
    await at.use('kit refused');
    await at.message('That was refused.').waitFor();
    at.forgiveRefusals();
    at.playground.member('mina').in('#general').send('A tale of rain');
    await at.message('A tale of rain').waitFor();
    for (const width of [1100, 375]) {
      await at.page.setViewportSize({ width, height: 720 });
      found.push(...(await barriersIn(at.page, `refusals at ${width}`)));
      await at.message('A tale of rain').locator('.more-button').focus();
      await at.page.keyboard.press('Enter');
      found.push(...(await barriersIn(at.page, `a menu at ${width}`)));
      await at.page.keyboard.press('Escape');
      await at.message('That was refused.').getByRole('button', { name: 'Ficus', exact: true }).first().focus();
      await at.page.keyboard.press('Enter');
      found.push(...(await barriersIn(at.page, `a person at ${width}`)));
      await at.page.keyboard.press('Escape');
      await at.page.getByRole('button', { name: /^Threads: / }).click();
      found.push(...(await barriersIn(at.page, `threads at ${width}`)));
      await at.page.keyboard.press('Escape');
      expect(await at.fits()).toBe(true);
    }
    expect(found).toEqual([]);
  });
});
