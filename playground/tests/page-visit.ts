/** A visit to the playground's page: a double, a small bot, a browser at the page, and the hands of whoever sits before it. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { servePage } from '#playground/page/server.ts';
import { Playground } from '#playground/playground.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { openBrowser } from './browser.ts';
import { pageAnswers, pageCommands } from './page-bot.ts';
import { TrialBot } from './trial-bot.ts';

/** So long, in milliseconds, a test waits for what never comes. */
const patience = 60_000;

/** Opens the page as Ada before each test, and sees to it that nobody complained: the bot, the double, the browser. */
export function visitPage(): Visit {
  const at = new Visit();
  beforeAll(() => at.begin());
  beforeEach(() => at.arrive());
  afterEach(() => at.leave());
  afterAll(() => at.end());
  return at;
}

export class Visit {
  readonly clock = new ManualClock();
  playground!: Playground;
  bot!: TrialBot;
  page!: Page;
  /** `/fic think` answers when this is resolved. */
  thought = Promise.withResolvers<void>();
  /** So many requests were refused so far; a test that means some to be says so. */
  refused = 0;
  #browser!: Browser;
  #address = '';
  #complaints: string[] = [];

  async begin(): Promise<void> {
    this.playground = await Playground.start({ clock: this.clock });
    this.#address = servePage(this.playground, { examples: ['/fic search query: flour'] });
    this.bot = await TrialBot.start(this.playground, pageCommands);
    this.#browser = await openBrowser();
  }

  async arrive(): Promise<void> {
    this.thought = Promise.withResolvers<void>();
    this.bot.failures.length = 0;
    this.bot.answers(pageAnswers(this.thought.promise));
    const context = await this.#browser.newContext({ viewport: { width: 1100, height: 800 } });
    context.setDefaultTimeout(patience);
    this.page = await context.newPage();
    this.#complaints = [];
    this.page.on('console', (message) => message.type() === 'error' && this.#complaints.push(message.text()));
    this.page.on('pageerror', (error) => this.#complaints.push(String(error)));
    await this.visit('#member=ada');
  }

  async leave(): Promise<void> {
    await this.page.context().close();
    expect(this.#complaints).toEqual([]);
    expect(this.bot.failures).toEqual([]);
    expect(this.playground.refusals.slice(this.refused)).toEqual([]);
  }

  async end(): Promise<void> {
    await this.bot[Symbol.asyncDispose]();
    await this.playground.close();
  }

  async visit(hash: string): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`${this.#address}${hash}`);
    await this.page.locator('.channel[aria-current=page]').waitFor();
  }

  /** Lays what was refused to no one's charge. */
  forgiveRefusals(): void {
    this.refused = this.playground.refusals.length;
  }

  /** On a phone of 375 pixels nothing may be wider than the screen. */
  fits(): Promise<boolean> {
    return this.page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth');
  }

  /** What has the keyboard's attention, in words. */
  focus(): Promise<string> {
    return this.page.evaluate<string>(
      'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
    );
  }

  composer(): Locator {
    return this.page.locator('#composer-text');
  }

  /** The newest message that says this. */
  message(text: string): Locator {
    return this.page.locator('#messages .message').filter({ hasText: text }).last();
  }

  press(label: string): Promise<void> {
    return this.page.getByRole('button', { name: label, exact: true }).last().click();
  }

  /** Types a command without options and sends it. */
  async use(command: string): Promise<void> {
    await this.composer().click();
    await this.page.keyboard.type(`/${command}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.command-form').waitFor();
    await this.page.keyboard.press('Enter');
  }
}
