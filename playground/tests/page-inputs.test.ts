/** What one chooses, presses and fills in on the playground's page, and that it arrives right at a real bot. */
import { describe, expect, test } from 'vitest';
import { barriersIn } from './barriers.ts';
import { chromiumPath } from './browser.ts';
import { visitPage } from './page-visit.ts';

const file = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });

describe.skipIf(!chromiumPath)('choosing and filling in', () => {
  const at = visitPage();
  const menu = (name: RegExp) => at.message('Menus of every kind').getByRole('combobox', { name });
  const answers = (text: string) => at.message(text).waitFor();

  describe('menus of messages', () => {
    test('show what is chosen beforehand, whatever they are of', async () => {
      await at.use('kit menus');
      await at.message('Menus of every kind').waitFor();
      const shown = await at.message('Menus of every kind').getByRole('combobox').allTextContents();
      expect(shown).toEqual(['Holmes', 'Ada', 'Reader', 'Ada, Reader', '#general']);
    });

    test('take several by keys within their limits, and narrow to what one types', async () => {
      const { keyboard } = at.page;
      await at.use('kit menus');
      await menu(/Fandoms/).focus();
      await keyboard.press('Enter');
      await at.page.getByText('Choose 2 to 3', { exact: true }).waitFor();
      await keyboard.type('nar');
      expect(await at.page.locator('.listbox').getByRole('option').allTextContents()).toEqual(['🦁 Narnia']);
      await keyboard.press('Enter');
      await keyboard.press('Escape');
      await answers('Chosen kit:fandoms: 2');

      await menu(/Fandoms/).focus();
      await keyboard.press('Enter');
      await keyboard.press('Space');
      await keyboard.press('Escape');
      await at.page.locator('#announcer').getByText('Nothing was chosen. Choose 2 to 3').waitFor();
    });

    test('of people, roles and channels send whom one chose', async () => {
      await at.use('kit menus');
      await menu(/A person/).click();
      await at.page.locator('.listbox').getByRole('option', { name: 'Mina' }).click();
      await answers('Chosen kit:person: 1');
      await menu(/A role/).click();
      expect(await at.page.locator('.listbox').getByRole('option').allTextContents()).not.toContain('everyone');
      await at.page.locator('.listbox').getByRole('option', { name: 'Moderator' }).click();
      await answers('Chosen kit:role: 1');
      await menu(/A channel/).click();
      expect(await at.page.locator('.listbox').getByRole('option', { name: '#voice' }).count()).toBe(0);
      await at.page.locator('.listbox').getByRole('option', { name: '#recs' }).click();
      await answers('Chosen kit:channel: 1');
      await menu(/People and roles/).click();
      await at.page.locator('.listbox').getByRole('option', { name: 'Ada' }).click();
      await at.page
        .locator('.listbox')
        .getByRole('option', { name: /Reader/ })
        .click();
      await at.page.keyboard.press('Escape');
      await answers('Chosen kit:either: 0');
    });
  });

  test('buttons have their emoji, their link, and one that is disabled is not pressed', async () => {
    await at.use('kit buttons');
    const message = at.message('Buttons of every kind');
    expect(await message.locator('.row').first().textContent()).toBe('📖PrimarySecondarySuccessDangerElsewhere');
    expect(await message.getByRole('link', { name: 'Elsewhere' }).getAttribute('href')).toBe('https://example.org/');
    const count = at.playground.interactions.size;
    await message.getByRole('button', { name: 'Not now' }).click({ force: true });
    await message.getByRole('button', { name: '⭐' }).click();
    await answers('Pressed kit:star');
    expect(at.playground.interactions.size).toBe(count + 1);
  });

  describe('modals', () => {
    const open = async (name: string) => {
      await at.use(`kit ${name}-form`);
      await at.page.getByRole('dialog', { name: `A form of ${name}s` }).waitFor();
    };

    test('with menus of every kind send what was preset and what was changed', async () => {
      await open('menu');
      await at.press('Submit');
      await at.page.getByRole('alert').filter({ hasText: 'At least 2 choices are needed here.' }).waitFor();
      await at.page
        .getByRole('dialog')
        .getByRole('combobox', { name: /Which fandoms/ })
        .click();
      await at.page.locator('.listbox').getByRole('option', { name: '🖖 Star Trek' }).click();
      await at.page.keyboard.press('Escape');
      await at.page.getByRole('dialog').getByRole('combobox', { name: /Whose/ }).click();
      await at.page.locator('.listbox').getByRole('option', { name: 'Mina' }).click();
      await at.press('Submit');
      const wanted = {
        fandoms: ['holmes', 'trek'],
        person: ['mina'],
        role: ['Reader'],
        either: 2,
        channel: ['general'],
      };
      await answers(`Received ${JSON.stringify(wanted)}`);
    });

    test('with ticks, circles and files hold to their limits, and all of it arrives', async () => {
      await open('pick');
      const dialog = at.page.getByRole('dialog');
      await dialog.getByRole('group', { name: 'Tropes' }).getByText('Fix-it').click();
      await at.press('Submit');
      await at.page.getByRole('alert').filter({ hasText: 'At least 2 choices are needed here.' }).waitFor();
      await dialog.getByRole('group', { name: 'Tropes' }).getByText('Canon').click();
      await dialog.getByText('I have read it').click();
      await dialog
        .getByLabel('Pages')
        .setInputFiles([file('one.txt', 'a'), file('two.txt', 'bb'), file('three.txt', 'ccc')]);
      await at.press('Submit');
      await at.page.getByRole('alert').filter({ hasText: 'At most 2 files fit here.' }).waitFor();
      await dialog.getByLabel('Pages').setInputFiles([file('one.txt', 'a'), file('two.txt', 'bb')]);
      await at.press('Submit');
      const wanted = { kind: null, tropes: ['canon', 'fix'], read: true, pages: ['one.txt 1', 'two.txt 2'] };
      await answers(`Received ${JSON.stringify(wanted)}`);
    });

    test('with text begin with what is preset, and hold to its length', async () => {
      await open('text');
      const title = at.page.getByLabel('Title');
      expect(await title.inputValue()).toBe('Untitled');
      await title.fill('Up');
      await at.press('Submit');
      await at.page.getByRole('alert').filter({ hasText: 'Write at least 3 characters.' }).waitFor();
      await title.fill('Upstairs');
      await at.page.getByLabel('Summary').fill('Two\nlines');
      await at.press('Submit');
      await answers(`Received ${JSON.stringify({ title: 'Upstairs', summary: 'Two\nlines' }).slice(0, 40)}`);
    });

    test('that are begun ask before they are thrown away; untouched ones just close', async () => {
      const { keyboard } = at.page;
      await open('text');
      await keyboard.press('Escape');
      expect(await at.page.getByRole('dialog').count()).toBe(0);
      await open('text');
      await keyboard.type('!');
      await keyboard.press('Escape');
      await at.page.getByRole('alertdialog', { name: 'Discard what you have filled in?' }).waitFor();
      expect(await at.focus()).toBe('Keep writing');
      await keyboard.press('Escape');
      expect(await at.page.locator(':focus').inputValue()).toBe('Untitled!');
      await keyboard.press('Escape');
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      expect(await at.page.getByRole('dialog').count()).toBe(0);
    });
  });

  test('the keyboard alone: a command, a menu, a button, a form with a file, a thread, another member', async () => {
    const { page } = at;
    const { keyboard } = page;
    /** Goes on with Tab until something of that name has the focus. */
    const tabTo = async (name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab') => {
      for (let steps = 0; steps < 80 && !name.test(await at.focus()); steps += 1) await keyboard.press(key);
      expect(await at.focus()).toMatch(name);
    };
    await tabTo(/^Message #general/);
    await keyboard.type('/fic sea');
    await page.getByRole('option', { name: '/fic search' }).waitFor();
    await keyboard.press('Enter');
    await keyboard.type('query:flo');
    await page.getByRole('option', { name: 'Flower (flo)' }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await answers('2 stories');

    await tabTo(/^Sort by/, 'Shift+Tab');
    await keyboard.press('Enter');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await answers('Sorted by longest');
    await tabTo(/^Open$/, 'Shift+Tab');
    await keyboard.press('Enter');
    await answers('You pressed open:flour');

    await tabTo(/^Message #general/);
    await keyboard.type('/library add');
    await keyboard.press('Enter');
    await page.locator('.command-form').waitFor();
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Add a story' }).waitFor();
    await keyboard.type('It rained.');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    // Here the system's own dialog would open; the keys that it takes are not the page's.
    await page.locator('input[type=file]:focus').setInputFiles(file('rain.txt', 'It rained.'));
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await tabTo(/^Submit$/);
    await keyboard.press('Enter');
    await answers('Added It rained. (public)');
    await page.locator('dialog').waitFor({ state: 'detached' });

    await tabTo(/^Message #general/);
    await keyboard.type('/fic read');
    await keyboard.press('Enter');
    await page.locator('.command-form').waitFor();
    await keyboard.press('Enter');
    await answers('Your story is in');
    await tabTo(/^#Your reading$/, 'Shift+Tab');
    await keyboard.press('Enter');
    await page.locator('h1').filter({ hasText: 'Your reading' }).waitFor();
    await answers('The kettle sang.');
    await tabTo(/^Next$/);
    await keyboard.press('Enter');
    await answers('Nobody came.');

    await page.evaluate('document.activeElement.blur()');
    await keyboard.press('Tab');
    for (let steps = 0; steps < 80 && (await page.locator('#members:focus').count()) === 0; steps += 1)
      await keyboard.press('Shift+Tab');
    await keyboard.type('Mina');
    await page.waitForURL(/member=mina/);
    await page.locator('.channel[href*=mina]').first().waitFor();
    expect(await page.locator('#members').inputValue()).toBe('mina');
  });

  test.each(['light', 'dark'] as const)('axe finds no serious barrier there in the %s theme', async (theme) => {
    const found: string[] = [];
    await at.page.emulateMedia({ colorScheme: theme });
    for (const width of [1100, 375]) {
      await at.page.setViewportSize({ width, height: 720 });
      await at.use('kit buttons');
      await answers('Buttons of every kind');
      await at.use('kit menus');
      await answers('Menus of every kind');
      await menu(/Fandoms/).click();
      found.push(...(await barriersIn(at.page, `menus at ${width}`)));
      await at.page.keyboard.press('Escape');
      for (const name of ['menu', 'pick', 'text']) {
        await at.use(`kit ${name}-form`);
        await at.page.getByRole('dialog', { name: `A form of ${name}s` }).waitFor();
        if (name === 'text') await at.page.keyboard.type('!');
        if (name === 'text') await at.page.keyboard.press('Escape');
        found.push(...(await barriersIn(at.page, `${name} form at ${width}`)));
        expect(await at.fits()).toBe(true);
        await at.press(name === 'text' ? 'Discard' : 'Cancel');
      }
    }
    expect(found).toEqual([]);
  });
});
