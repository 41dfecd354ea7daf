/**
 * An evening of a reader's, by hand: everything that she can come to press, choose from or fill in is shown to her.
 */
import { printQuery } from '#src/query/language.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import type { AccessRoom } from '#tests/access/access-room.ts';
import { press } from '#tests/access/hand.ts';
import { paragraphs, post } from '#tests/e2e/reading-room.ts';

/** More than a page of the shelf holds, or of results. */
const MANY = 26;
/** More filters than buttons are shown for. */
const FILTERS = Array.from({ length: 12 }, (_, number) => `-tag:tag${number}`).join(' ');

export async function readerScenes(room: AccessRoom): Promise<void> {
  const titles = await furnishShelves(room);
  await search(room);
  await openCards(room, titles);
  await read(room);
  const ada = room.seats['the reader'];
  await ada.slash('/fic block', { name: 'Angst' });
  const privacy = await ada.slash('/fic privacy');
  await press(ada, privacy.message, 'forget');
  await ada.slash('/fic help');
  await ada.slash('/fic help', { about: 'search' });
}

/** Fics of the shared library, which are found anywhere. */
async function furnishShelves(room: AccessRoom): Promise<string[]> {
  const body = `Chapter 1: Drizzle\n\n${paragraphs(60)}\n\nChapter 2: Flood\n\n${paragraphs(40, 'Flood')}`;
  const more = `Summary: A lamp.\nDisclaimer: ${'They are not ours, and never were. '.repeat(20)}\n`;
  await room.desk.room.add(post({ title: 'The Lighthouse', more, body }));
  const others = Array.from({ length: MANY }, (_, number) => `Rain ${number}`);
  for (const [number, title] of others.entries()) {
    // Of two kinds, so that there is something to refine by.
    const tags = number % 2 === 0 ? 'Tags: Angst\n' : '';
    await room.desk.room.add(post({ title, more: tags, body: `${title} fell on a door.` }));
  }
  // More chapters than a menu holds.
  const steps = Array.from({ length: 30 }, (_, number) => `Chapter ${number + 1}: Step\n\nA step went up.`);
  await room.desk.room.add(post({ title: 'The Stairs', body: steps.join('\n\n') }));
  return ['The Lighthouse', ...others];
}

async function search(room: AccessRoom): Promise<void> {
  const ada = room.seats['the reader'];
  const old = await ada.slash('/fic search', { query: 'rain' });
  room.pass(2);
  // It is over, and can be begun again.
  await press(ada, old.message, 'results');
  const found = await ada.slash('/fic search', { query: 'rain' });
  await press(ada, found.message, 'results-jump');
  const { modal } = await press(ada, found.message, 'search-save');
  await ada.submit(modal, { name: 'Rainy' });
  await press(ada, found.message, 'refine');
  await ada.slash('/fic search', { query: `rain ${FILTERS}` });
  // Found without their words, spelt otherwise, as friends; and what is new, with the way back.
  await ada.slash('/fic search', { query: 'zebra unicorn', fandom: 'Sherlock Holmes - Arthur Conan Doyle' });
  await ada.slash('/fic search', { query: 'lighhouse' });
  await ada.slash('/fic search', { query: 'rain', pairing: 'Sherlock Holmes & John Watson' });
  await ada.slash('/fic search');
  await ada.slash('/fic searches');
}

async function openCards(room: AccessRoom, titles: readonly string[]): Promise<void> {
  const ada = room.seats['the reader'];
  for (const story of titles) {
    const card = await ada.slash('/fic show', { story });
    await press(ada, card.message, 'keep');
  }
  const found = await ada.slash('/fic search', { query: 'lighthouse' });
  await press(ada, found.message, 'open');
  await ada.slash('/fic shelf');
}

async function read(room: AccessRoom): Promise<void> {
  const ada = room.seats['the reader'];
  const { catalog } = room.desk.room.app.stores;
  const where = { kind: 'text', text: 'flood 7' } as const;
  const all = { libraries: [room.guild, SHARED_LIBRARY], maxRank: 100 };
  while ((await catalog.search({ where }, all, { offset: 0, limit: 1 })).unfinished);
  const found = await ada.slash('/fic search', { query: printQuery({ where }) });
  await press(ada, found.message, 'read-at');
  const card = await ada.slash('/fic show', { story: 'The Lighthouse' });
  await press(ada, card.message, 'report');
  const asked = await press(ada, card.message, 'read');
  const page = await press(ada, asked.message, 'begin', '.private');
  await press(ada, page.message, 'report-page');
  await ada.slash('/fic read', { story: 'The Stairs' });
}
