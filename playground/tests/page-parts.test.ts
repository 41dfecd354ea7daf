/** What messages are made of, as the playground's page shows it: Markdown, embeds, files, components, letters. */
import { describe, expect, test } from 'vitest';
import { editMessage } from '#playground/world/messages.ts';
import { barriersIn } from './barriers.ts';
import { chromiumPath } from './browser.ts';
import { visitPage } from './page-visit.ts';

const markdown = [
  '# One\n## Two\n### Three\n-# small',
  '> quoted\n> again',
  '- one\n  - deeper\n- two\n1. first\n2. second',
  '[masked](https://example.org/a) `code` ~~gone~~ __under__ <t:0:D>',
  `\`\`\`\nblock of code${' and so on'.repeat(20)}\n\`\`\``,
  '||He did it.||',
].join('\n');

describe.skipIf(!chromiumPath)('parts of messages', () => {
  const at = visitPage();
  const shows = (text: string) => at.message(text).waitFor();

  test('Markdown has its headings, lists, quotes, links, times and code', async () => {
    at.playground.member('mina').in('#general').send(markdown);
    await shows('block of code');
    const prose = at.message('block of code').locator('.prose');
    const count = (selector: string) => prose.locator(selector).count();
    for (const part of ['h4', 'h5', 'h6', '.subtext', 'blockquote', 'ul ul', 'ol', 's', 'u', 'pre code', 'time'])
      expect([part, await count(part)]).toEqual([part, 1]);
    expect(await prose.getByRole('link', { name: 'masked' }).getAttribute('href')).toBe('https://example.org/a');
  });

  test('spoilers open by a press, by Enter and by Space, and an edit does not close them; nobody reads them out', async () => {
    for (const open of ['click', 'Enter', ' ']) {
      const { id } = await at.playground.member('mina').in('#general').send(`By ${open}: ||He did it.||`);
      const message = at.page.locator(`#message-${id}`);
      const cover = message.getByRole('button', { name: 'Spoiler, hidden' });
      await cover.waitFor();
      expect(await at.page.locator('#announcer').textContent()).not.toContain('He did it');
      if (open === 'click') await cover.click();
      else await cover.press(open);
      expect(await cover.count()).toBe(0);
      expect(await message.getByText('He did it.').isVisible()).toBe(true);
    }
    await at.use('kit parts');
    await shows('The Long Rain');
    const message = at.message('The Long Rain');
    const covers = message.getByRole('button', { name: 'Spoiler, hidden' });
    expect(await covers.count()).toBe(2);
    await covers.last().press('Enter');
    expect(await message.getByText('did it').isVisible()).toBe(true);
    await covers.first().click();
    expect(await message.getByRole('img', { name: 'Picture two' }).isVisible()).toBe(true);
    const [raw] = [...at.playground.messages.values()].filter(({ components }) => components.length === 3).slice(-1);
    if (raw) editMessage(at.playground, raw, {});
    await message.getByText('(edited)').waitFor();
    expect(await covers.count()).toBe(0);
  });

  test('components of the second generation: sections, files, galleries, buttons and menus inside containers', async () => {
    await at.use('kit parts');
    await shows('The Long Rain');
    const message = at.message('The Long Rain');
    expect(await message.getByRole('link', { name: 'rain.txt' }).getAttribute('download')).toBe('rain.txt');
    await message.getByRole('button', { name: 'Beside' }).click();
    await shows('Pressed kit:beside');
    await message.getByRole('combobox', { name: 'Inside a container' }).click();
    await at.page.locator('.listbox').getByRole('option', { name: 'First' }).click();
    await shows('Chosen kit:inside: 1');
    await at.use('kit galleries');
    await at.page.getByRole('img', { name: 'Picture 10 of 10' }).last().waitFor();
    const place = async (name: string) =>
      at.page
        .getByRole('img', { name: `Picture ${name}`, exact: true })
        .last()
        .boundingBox();
    expect((await place('1 of 10'))?.width).toBeGreaterThan(((await place('2 of 10'))?.width ?? 0) * 2);
    expect((await place('1 of 3'))?.y).toBe((await place('2 of 3'))?.y);
  });

  test('embeds and files have all that they hold; a file may be covered', async () => {
    await at.use('kit embeds');
    await shows('No colour, no title');
    const embed = at.message('No colour, no title').locator('.embed').first();
    for (const part of ['T. Lund', 'Warnings', 'Slow burn', 'Shared library']) {
      expect(await embed.getByText(part).first().isVisible()).toBe(true);
    }
    expect(await embed.getByRole('img').count()).toBe(2);
    await at.use('kit files');
    await shows('notes.txt');
    const files = at.message('notes.txt');
    expect(await files.getByRole('link').allTextContents()).toEqual(['notes.txt']);
    await files.getByRole('button', { name: 'Spoiler, hidden' }).click();
    await files.getByRole('link', { name: 'SPOILER_ending.txt' }).waitFor();
  });

  test('a command that is mentioned fills the composer; who is unknown is no button', async () => {
    await at.use('kit words');
    await shows('may use');
    const words = at.message('may use').locator('.content');
    expect(await words.textContent()).toContain('@Ada may use /fic search, or ask @unknown-user. :leaf:');
    expect(await words.getByRole('button').allTextContents()).toEqual(['@Ada', '/fic search']);
    await words.getByRole('button', { name: '/fic search' }).click();
    await at.page.locator('.command-form').getByText('/fic search').waitFor();
  });

  test('the bot’s letters come into the direct messages, where commands work, too', async () => {
    await at.use('kit letter');
    const direct = at.page.locator('.channel', { hasText: 'Ficus' });
    await direct.getByText('(unread)').waitFor({ state: 'attached' });
    await direct.click();
    await shows('A letter, for you alone.');
    expect(await at.composer().getAttribute('aria-label')).toBe('Message @Ficus, or type /');
    await at.use('fic search');
    await shows('2 stories');
    expect(await at.page.getByRole('button', { name: /^Threads: / }).count()).toBe(0);
  });

  test('where one may not write, or only adults may read, a line above the composer says so', async () => {
    const go = (name: string) => at.visit(`#member=ada&channel=${at.playground.channel(name).id}`);
    const note = at.page.locator('#composer-note');
    expect(await note.isVisible()).toBe(false);
    await go('#quiet');
    expect(await note.textContent()).toBe('You do not have permission to send messages here.');
    await go('#after-dark');
    expect(await note.textContent()).toBe('This channel is age-restricted: for adults only.');
    await go('#rec-forum');
    expect(await note.textContent()).toContain('A forum holds posts');
  });

  test.each(['light', 'dark'] as const)(
    'axe finds no serious barrier in the %s theme, and nothing is too wide',
    async (theme) => {
      const found: string[] = [];
      await at.page.emulateMedia({ colorScheme: theme });
      at.playground.member('mina').in('#general').send(markdown);
      for (const part of ['words', 'parts', 'galleries', 'embeds', 'files', 'buttons']) {
        const before = await at.page.locator('#messages .message').count();
        await at.use(`kit ${part}`);
        await at.page.locator('#messages .message').nth(before).waitFor();
      }
      for (const width of [1100, 375]) {
        await at.page.setViewportSize({ width, height: 720 });
        found.push(...(await barriersIn(at.page, `parts at ${width}`)));
        expect(await at.fits()).toBe(true);
        expect(
          await at.page.evaluate(
            'document.getElementById("log").scrollWidth <= document.getElementById("log").clientWidth',
          ),
        ).toBe(true);
      }
      expect(found).toEqual([]);
    },
  );
});
