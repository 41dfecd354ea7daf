/** The playground's page in a real browser, with a real bot behind it: what a person sees there and can rely on. */
import { describe, expect, test } from 'vitest';
import { barriersIn } from './barriers.ts';
import { chromiumPath } from './browser.ts';
import { visitPage } from './page-visit.ts';

describe.skipIf(!chromiumPath)('the page', () => {
  const at = visitPage();

  describe('what the bot answers', () => {
    test('a private reply is seen by its owner alone, until they put it away', async () => {
      await at.use('fic search');
      await at.message('2 stories').waitFor();
      expect(await at.message('2 stories').textContent()).toContain('Only you can see this');
      await at.page.getByLabel('You are').selectOption('mina');
      await at.page.waitForURL(/member=mina/);
      await at.page.locator('.channel[href*=mina]').first().waitFor();
      expect(await at.message('2 stories').count()).toBe(0);
      await at.page.getByLabel('You are').selectOption('ada');
      await at.message('2 stories').waitFor();
      const before = await at.page.getByText('2 stories').count();
      await at.press('Dismiss message');
      expect(await at.page.getByText('2 stories').count()).toBe(before - 1);
    });

    test('"thinking…" becomes the answer in its place', async () => {
      await at.use('fic think');
      await at.message('Ficus is thinking…').waitFor();
      const id = await at.message('Ficus is thinking…').getAttribute('id');
      at.thought.resolve();
      await at.message('Here it is.').waitFor();
      expect(await at.message('Here it is.').getAttribute('id')).toBe(id);
    });

    test('a bot that stays silent for three seconds is said to have failed', async () => {
      await at.use('fic sleep');
      await at.page.getByText('Sending command…').waitFor();
      await at.playground.until(() => [...at.playground.interactions.values()].at(-1)?.name === '/fic sleep');
      at.clock.advance(3_001);
      await at.page.getByText('The application did not respond').waitFor();

      await at.composer().fill('/fic show story: flour');
      await at.press('Send');
      await at.message('You asked for').getByRole('button', { name: 'Sleep' }).click();
      await at.playground.until(() => [...at.playground.interactions.values()].at(-1)?.name === 'sleep');
      at.clock.advance(3_001);
      await at.page.getByText('This interaction failed').waitFor();
    });

    test('a menu is chosen from with the keyboard', async () => {
      await at.use('fic search');
      await at.message('2 stories').waitFor();
      await at.page.getByRole('combobox', { name: 'Sort by' }).last().focus();
      await at.page.keyboard.press('Enter');
      await at.page.keyboard.press('ArrowDown');
      await at.page.keyboard.press('Enter');
      await at.message('Sorted by longest').waitFor();
      await at.page.keyboard.press('Enter');
      await at.page.keyboard.press('End');
      await at.page.keyboard.press('Home');
      await at.page.keyboard.press('Enter');
      await at.message('Sorted by newest').waitFor();
    });

    test('nothing that is written becomes markup of the page', async () => {
      const evil = '<img src=x onerror="document.title=1"> [a](javascript:alert(1)) **bold** <b>no</b>';
      at.playground.member('mina').in('#general').send(evil);
      await at.message('<img src=x').waitFor();
      const content = at.message('<img src=x').locator('.content');
      expect(await content.textContent()).toBe(
        '<img src=x onerror="document.title=1"> [a](javascript:alert(1)) bold <b>no</b>',
      );
      expect(await content.locator('*').evaluateAll((nodes) => nodes.map((node) => String(node)))).toHaveLength(1);
    });
  });

  describe('reading in a thread', () => {
    test('one follows the link, turns pages with one key, and keeps focus and place', async () => {
      await at.use('fic read');
      await at.message('Your story is in').getByRole('link').click();
      await at.page.locator('h1').filter({ hasText: 'Your reading' }).waitFor();
      await at.message('The kettle sang.').waitFor();

      const next = at.page.getByRole('button', { name: 'Next' });
      await next.focus();
      await at.page.evaluate("document.activeElement.mark = 'the same node'");
      const top = (await next.boundingBox())?.y ?? 0;
      await at.page.keyboard.press('Enter');
      await at.message('Nobody came.').waitFor();
      await at.page.keyboard.press('Enter');
      await at.message('It rained until Thursday.').waitFor();

      expect(await at.page.evaluate('document.activeElement.mark')).toBe('the same node');
      expect(await at.page.locator(':focus').textContent()).toBe('Next');
      expect(await next.getAttribute('aria-disabled')).toBe('true');
      expect(Math.abs(((await next.boundingBox())?.y ?? 0) - top)).toBeLessThan(2);

      // Back to a page that is longer: the button that is pressed stays where it is, too.
      const previous = at.page.getByRole('button', { name: 'Previous' });
      await previous.focus();
      await at.page.keyboard.press('Enter');
      await at.message('Nobody came.').waitFor();
      expect(Math.abs(((await previous.boundingBox())?.y ?? 0) - top)).toBeLessThan(2);
    });

    test('a thread that has news is marked until one looks', async () => {
      await at.use('fic read');
      const thread = at.page.locator('.channel', { hasText: 'Your reading' }).last();
      await thread.getByText('(unread)').waitFor({ state: 'attached' });
      await thread.click();
      await at.page.locator('h1').filter({ hasText: 'Your reading' }).waitFor();
      expect(await thread.textContent()).not.toContain('(unread)');
    });

    test('a private thread is listed for its reader and for moderators, and for nobody else', async () => {
      await at.use('fic read');
      const threads = () => at.page.locator('.channel', { hasText: 'Your reading' });
      await threads().first().waitFor();
      await at.visit('#member=mina');
      expect(await threads().count()).toBeGreaterThan(0);
      await at.visit('#member=newt');
      expect(await threads().count()).toBe(0);
    });
  });

  describe('finding one’s way', () => {
    test('an address leads to a member and a channel', async () => {
      await at.visit(`#member=mina&channel=${at.playground.channel('#after-dark').id}`);
      expect(await at.page.locator('h1').textContent()).toContain('after-dark');
      expect(await at.page.locator('h1').textContent()).toContain('18+');
      expect(await at.page.getByLabel('You are').inputValue()).toBe('mina');
    });

    test('a message that comes is shown and read out, and leaves all others alone', async () => {
      at.playground.member('mina').in('#general').send('first words');
      await at.message('first words').waitFor();
      await at.message('first words').evaluate((node) => Object.assign(node, { mark: true }));
      at.playground.member('mina').in('#general').send('second words');
      await at.message('second words').waitFor();
      expect(await at.message('first words').evaluate((node) => 'mark' in node)).toBe(true);
      expect(await at.page.locator('#announcer').textContent()).toBe('Mina: second words');
    });

    test('where one may not write, the refusal says so', async () => {
      await at.visit(`#member=ada&channel=${at.playground.channel('#quiet').id}`);
      await at.composer().fill('hello?');
      await at.page.keyboard.press('Enter');
      await at.page.getByRole('alert').filter({ hasText: 'may not send messages' }).waitFor();
    });

    test('on a phone the channels are a drawer', async () => {
      await at.page.setViewportSize({ width: 375, height: 720 });
      await at.page.locator('#sidebar').waitFor({ state: 'hidden' });
      await at.page.getByRole('button', { name: 'Channels' }).click();
      await at.page.getByRole('link', { name: 'recs' }).first().click();
      await at.page.locator('h1').filter({ hasText: 'recs' }).waitFor();
      await at.page.locator('#sidebar').waitFor({ state: 'hidden' });
      expect(await at.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    });
  });

  test.each(['light', 'dark'] as const)(
    'in the %s theme axe finds no serious barrier on any surface',
    async (theme) => {
      const barriers = (place: string) => barriersIn(at.page, place);
      await at.page.emulateMedia({ colorScheme: theme });
      at.playground
        .member('mina')
        .in('#general')
        .send(
          '# Rules\n-# small\n> quoted\n- one\n```\ncode\n``` ||hidden|| `code` [link](https://example.org) @here <t:0:R>',
        );
      await at.message('Rules').waitFor();
      await at.composer().fill('/fic show story: flour');
      await at.press('Send');
      await at.message('You asked for').waitFor();
      await at.use('fic search');
      await at.message('2 stories').waitFor();
      const found = await barriers('messages');
      await at.page.getByRole('combobox', { name: 'Sort by' }).last().click();
      found.push(...(await barriers('menu')));
      await at.page.keyboard.press('Escape');
      await at.composer().fill('/fic');
      found.push(...(await barriers('commands')));
      await at.composer().fill('/fic search rating: ');
      found.push(...(await barriers('options')));
      await at.page.keyboard.press('Escape');
      await at.page.keyboard.press('Escape');
      await at.use('library add');
      await at.page.getByRole('dialog').waitFor();
      await at.press('Submit');
      found.push(...(await barriers('modal')));
      expect(found).toEqual([]);
    },
  );
});
