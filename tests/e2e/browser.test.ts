/** The first visit, as a person makes it: the real bot, the double's page, a keyboard, a mouse, a phone's width. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { servePage } from '#playground/page/server.ts';
import { barriersIn } from '#playground/tests/barriers.ts';
import { chromiumPath, openBrowser } from '#playground/tests/browser.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

/** So long, in milliseconds, a person waits for what never comes. */
const PATIENCE = 60_000;

/** Somebody before the page, and what the browser complained of while they were there. */
class Visitor implements AsyncDisposable {
  readonly page: Page;
  readonly #complaints: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => message.type() === 'error' && this.#complaints.push(message.text()));
    page.on('pageerror', (error) => this.#complaints.push(String(error)));
  }

  button(label: string) {
    return this.page.getByRole('button', { name: label, exact: true }).last();
  }

  /** Waits until the newest message says this. */
  sees(text: string): Promise<void> {
    return this.page.locator('#messages .message').last().getByText(text).first().waitFor();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
    expect(this.#complaints).toEqual([]);
  }
}

describe.skipIf(!chromiumPath)('a reader in the browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  async function visit(room: ReadingRoom, size: { readonly width: number; readonly height: number }): Promise<Visitor> {
    const context = await browser.newContext({ viewport: size });
    context.setDefaultTimeout(PATIENCE);
    const visitor = new Visitor(await context.newPage());
    await visitor.page.goto(`${servePage(room.world, { examples: ['/fic search query: rain'] })}#member=ada`);
    await visitor.page.locator('#composer-text').waitFor();
    return visitor;
  }

  /** A library with one story of several pages in it. */
  async function furnishedRoom(): Promise<ReadingRoom> {
    const room = await ReadingRoom.open();
    await room.add(post({ title: 'The Long Rain', body: paragraphs(120) }));
    await room.add(post());
    return room;
  }

  test('searches, opens the card, reads in a thread by keyboard and by mouse, and finds the place again', async () => {
    await using room = await furnishedRoom();
    await using ada = await visit(room, { width: 1100, height: 800 });
    const { page } = ada;
    const { keyboard } = page;

    await page.locator('#composer-text').focus();
    await keyboard.type('/fic sea');
    await page.getByRole('option', { name: /^\/fic search(?!es)/ }).waitFor();
    await keyboard.press('Enter');
    await keyboard.type('query:');
    await keyboard.type('rain');
    await keyboard.press('Enter');
    await ada.sees('The Long Rain');
    expect(await page.locator('#welcome').isVisible()).toBe(false);

    // From here on by the keyboard alone, as someone who cannot use a mouse.
    await ada.button('Open').focus();
    await keyboard.press('Enter');
    await ada.sees('by penwiper');
    await ada.button('Read').focus();
    await keyboard.press('Enter');
    await ada.sees('Manage Threads');
    await ada.button('Read in my own thread').focus();
    await keyboard.press('Enter');
    await ada.sees('Your page is open in');
    await page.getByRole('link', { name: 'Go to the page' }).focus();
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'reading corner' }).waitFor();
    await ada.sees('Page 1 of');

    await ada.button('Next').focus();
    await keyboard.press('Enter');
    await ada.sees('Page 2 of');
    expect(await page.locator(':focus').textContent()).toBe('Next');
    await keyboard.press('Enter');
    await ada.sees('Page 3 of');
    expect(await page.locator(':focus').textContent()).toBe('Next');

    await ada.button('Previous').click();
    await ada.sees('Page 2 of');
    await ada.button('Next').click();
    await ada.sees('Page 3 of');
    const words = await page.locator('#messages .message').last().locator('.prose').allTextContents();

    await room.restart();
    await ada.button('Next').click();
    await ada.sees('Page 4 of');
    await ada.button('Previous').click();
    await ada.sees('Page 3 of');
    expect(await page.locator('#messages .message').last().locator('.prose').allTextContents()).toEqual(words);
    expect(room.world.refusals).toEqual([]);
  });

  test('reads on a phone, where nothing is wider than the screen', async () => {
    await using room = await furnishedRoom();
    await using ada = await visit(room, { width: 375, height: 720 });
    const { page } = ada;
    const fits = () => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth');

    await ada.button('/fic search query: rain').click();
    await ada.button('Send').click();
    await ada.sees('The Long Rain');
    expect(await fits()).toBe(true);
    await ada.button('Open').click();
    await ada.sees('by penwiper');
    await ada.button('Read').click();
    await ada.button('Read in my own thread').click();
    await page.getByRole('link', { name: 'Go to the page' }).click();
    await ada.sees('Page 1 of');
    expect(await fits()).toBe(true);

    // The heading leaves room for the switch between light and dark beside it.
    const heading = await page.getByRole('heading', { level: 1 }).getByText('reading corner').boundingBox();
    const theme = await page.locator('#theme').boundingBox();
    expect((heading?.x ?? 0) + (heading?.width ?? 0)).toBeLessThanOrEqual(theme?.x ?? 0);

    await ada.button('Next').click();
    await ada.sees('Page 2 of');
    expect(await fits()).toBe(true);
    expect(room.world.refusals).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    'meets no serious barrier in the %s theme, nor do moderators',
    async (theme) => {
      await using room = await furnishedRoom();
      await using ada = await visit(room, { width: 1100, height: 800 });
      const { page } = ada;
      await page.emulateMedia({ colorScheme: theme });
      const use = async (command: string) => {
        await page.locator('#composer-text').fill(command);
        await ada.button('Send').click();
      };

      await use('/fic search');
      await ada.sees('2 fics');
      await use('/fic show story: The Long Rain');
      await ada.sees('by penwiper');
      await use('/fic read story: The Long Rain');
      await ada.button('Read privately right here').click();
      await ada.sees('Page 1 of');
      const barriers = await barriersIn(page, 'a reader');

      await page.getByLabel('You are').selectOption('mina');
      // Who was Ada until now sees what is private to her no more.
      await page.getByText('Page 1 of').waitFor({ state: 'detached' });
      await use('/library add');
      const modal = page.getByRole('dialog');
      await modal.getByRole('textbox').first().fill('Rating: PG-13\nPairing: Holmes/Watson\n\nIt [i]rained.');
      barriers.push(...(await barriersIn(page, 'the modal')));
      await modal.getByRole('combobox').click();
      await page.getByRole('option', { name: 'Its author agreed' }).click();
      await ada.button('Submit').click();
      await ada.sees('No title was found');
      barriers.push(...(await barriersIn(page, 'a draft')));
      await ada.button('Fill in details').click();
      await modal.getByLabel('Title').fill('Rain');
      await modal.getByLabel('Rating').fill('R');
      await ada.button('Submit').click();
      await ada.sees('Mature (R)');
      expect(barriers).toEqual([]);
    },
  );
});
