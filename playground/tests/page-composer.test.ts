/** Writing in the playground's page, in a real browser: commands with their options, and modals. */
import { beforeEach, describe, expect, test } from 'vitest';
import { chromiumPath } from './browser.ts';
import { visitPage } from './page-visit.ts';

describe.skipIf(!chromiumPath)('writing in the page', () => {
  const at = visitPage();

  describe('typing a command', () => {
    test('a slash lists the commands, and the keyboard alone fills in options, suggestions and choices', async () => {
      await at.composer().focus();
      await at.page.keyboard.type('/fic s');
      expect(await at.page.locator('.listbox .option-label').allTextContents()).toEqual([
        '/fic search',
        '/fic show',
        '/fic sleep',
      ]);
      await at.page.keyboard.press('ArrowDown');
      const active = await at.composer().getAttribute('aria-activedescendant');
      expect(await at.page.locator(`#${active} .option-label`).textContent()).toBe('/fic show');
      await at.page.keyboard.press('ArrowUp');
      await at.page.keyboard.press('Enter');

      expect(await at.page.locator('.listbox .option-label').allTextContents()).toEqual([
        'query',
        'rating',
        'words',
        'complete',
      ]);
      await at.page.keyboard.type('ra');
      await at.page.keyboard.press('Tab');
      await at.page.keyboard.type('te');
      await at.page.keyboard.press('Enter');
      await at.page.keyboard.type('query:');
      await at.page.keyboard.type('flo');
      await at.page.getByRole('option', { name: 'Flower (flo)' }).waitFor();
      await at.page.keyboard.press('ArrowDown');
      await at.page.keyboard.press('Enter');
      await at.page.keyboard.press('Enter');

      await at.message('2 stories').waitFor();
      const { payload } = [...at.playground.interactions.values()].at(-1) ?? {};
      expect(payload?.data).toMatchObject({
        options: [
          {
            name: 'search',
            options: [
              { name: 'query', value: 'flower' },
              { name: 'rating', value: 'teen' },
            ],
          },
        ],
      });
      expect(await at.message('2 stories').textContent()).toContain('Ada used /fic search');
    });

    test('a required option is asked for before anything is sent', async () => {
      await at.use('fic show');
      await at.page.getByRole('alert').filter({ hasText: 'story is required' }).waitFor();
      await at.page.keyboard.type('x');
      await at.page.getByRole('option', { name: 'Flour (x)' }).click();
      await at.press('Send');
      await at.message('You asked for flour').waitFor();
    });

    test('a number that is none, and a choice that is none, are pointed out', async () => {
      await at.composer().fill('/fic search words: many');
      await at.page.keyboard.press('Enter');
      await at.page.getByRole('alert').filter({ hasText: 'words takes a whole number' }).waitFor();
      await at.page.keyboard.press('Escape');
      await at.composer().fill('/fic search rating: nothing');
      await at.page.keyboard.press('Enter');
      await at.page.getByRole('alert').filter({ hasText: 'Choose one of the values' }).waitFor();
    });

    test('a file can be given to a command', async () => {
      await at.composer().fill('/library import ');
      await at.page
        .locator('#option-file')
        .setInputFiles({ name: 'flour.txt', mimeType: 'text/plain', buffer: Buffer.from('A story') });
      await at.press('Send');
      await at.message('flour.txt has 7 bytes').waitFor();
    });

    test('a command that is typed to its end is sent by the button, too', async () => {
      await at.composer().fill('/fic search');
      await at.press('Send');
      await at.message('2 stories').waitFor();
    });

    test('an empty chat offers examples that fill the composer, until something is sent or one hides them', async () => {
      const welcome = at.page.locator('#welcome');
      await at.visit(`#member=ada&channel=${at.playground.channel('#recs').id}`);
      await at.press('/fic search query: flour');
      expect(await at.page.getByLabel('query').inputValue()).toBe('flour');
      await at.press('Send');
      await at.message('2 stories').waitFor();
      expect(await welcome.isVisible()).toBe(false);
      await at.press('Dismiss message');
      await welcome.waitFor();
      await at.press('Hide this');
      await at.page.reload();
      await at.page.locator('.channel[aria-current=page]').waitFor();
      expect(await welcome.isVisible()).toBe(false);
    });

    test('backspace takes back the option, then the command', async () => {
      await at.composer().fill('/fic search query: ');
      await at.page.getByLabel('query').waitFor();
      await at.page.keyboard.press('Backspace');
      expect(await at.page.locator('.pill').count()).toBe(0);
      await at.page.keyboard.press('Backspace');
      expect(await at.composer().inputValue()).toBe('/fic search');
    });
  });

  describe('a modal', () => {
    beforeEach(async () => {
      await at.use('library add');
      await at.page.getByRole('dialog', { name: 'Add a story' }).waitFor();
    });

    test('says what is missing, takes what is filled in, and gives the cursor back', async () => {
      await at.press('Submit');
      expect(await at.page.locator(':focus').getAttribute('id')).toBe(
        await at.page.getByLabel('Text').getAttribute('id'),
      );
      await at.page.keyboard.type('Title: Flour');
      expect(await at.page.locator('.counter').textContent()).toBe('12 / 400');
      await at.page.getByRole('combobox', { name: /Permission/ }).click();
      await at.page.getByRole('option', { name: 'Public domain' }).click();
      await at.page.getByLabel('Whole').check();
      await at.press('Submit');
      await at.message('Added Title: Flour (public)').waitFor();
      await at.page.locator('dialog').waitFor({ state: 'detached' });
      await at.page.keyboard.type('Thanks');
      expect(await at.composer().inputValue()).toBe('Thanks');
    });

    test('keeps one’s words when the bot does not answer', async () => {
      at.bot.answers(() => null);
      await at.page.getByLabel('Text').fill('Title: Flour');
      await at.page.getByRole('combobox', { name: /Permission/ }).click();
      await at.page.keyboard.press('Enter');
      await at.page.getByLabel('Excerpt').check();
      const count = at.playground.interactions.size;
      await at.press('Submit');
      await at.playground.until(() => at.playground.interactions.size > count);
      at.clock.advance(3_001);
      await at.page.getByRole('alert').filter({ hasText: 'Something went wrong. Try again.' }).waitFor();
      expect(await at.page.getByLabel('Text').inputValue()).toBe('Title: Flour');
    });
  });
});
