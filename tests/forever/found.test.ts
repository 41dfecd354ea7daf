/** Files of an earlier release, opened by this one: everything that they held is found. */
import { copyFile, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { AT, copied, copyInto, FACTS, fixture, folder } from '#tests/forever/fixtures.ts';
import kept from '#tests/forever/kept.json' with { type: 'json' };
import registered from '#tests/forever/registered.json' with { type: 'json' };
import { type Opened, openFolder, restoreInto } from '#tests/forever/today.ts';

const { stories, library, people } = FACTS;
const LIBRARIES = ['shared', library];
const now = () => AT;

/** What is found by a search for its title; the others are withdrawn and taken down. */
const HIDDEN = ['Mr Collins Withdraws', 'Taken at Netherfield'];
const SHOWN = Object.entries(stories).filter(([title]) => !HIDDEN.includes(title));

describe.each([
  ['the files as they were left', (to: string) => copyInto(to, ['ficus.db', 'ficus.db-search', 'state.db'])],
  ['a backup that is restored', (to: string) => restoreInto(to, fixture('ficus.backup'))],
])('in %s', (_, fill) => {
  let opened: Opened;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const place = await folder();
    remove = place.remove;
    await fill(place.path);
    opened = await openFolder(place.path, now);
  });
  afterAll(async () => {
    await opened.close();
    await remove();
  });

  test.each(SHOWN)('%s is found by its title', async (title, id) => {
    expect(await opened.find(`title:"${title}"`, LIBRARIES)).toEqual([id]);
  });

  test('what is withdrawn or taken down is there, and no search finds it', async () => {
    const states = await Promise.all(
      Object.entries(stories).map(async ([title, id]) => [title, (await opened.catalog.get(id, LIBRARIES))?.state]),
    );
    expect(Object.fromEntries(states)).toEqual({
      ...Object.fromEntries(SHOWN.map(([title]) => [title, 'published'])),
      ...{ 'Mr Collins Withdraws': 'withdrawn', 'Taken at Netherfield': 'taken-down' },
    });
    expect((await opened.find('', LIBRARIES)).toSorted()).toEqual(SHOWN.map(([, id]) => id).toSorted());
  });

  test('a story says all that it said, and has its text and its pages', async () => {
    const { catalog, pages } = opened;
    const rain = await catalog.get(stories['The Long Rain'], LIBRARIES);
    if (!rain) throw new Error('The Long Rain is gone.');
    expect(rain).toMatchObject({
      ...{ authors: ['penwiper', 'inkwell'], characters: ['Mrs Hudson', 'Wiggins'], revision: 1, status: 'complete' },
      pairings: [{ kind: 'romantic', members: ['Sherlock Holmes', 'John Watson'] }],
      rating: { raw: 'PG', band: 'General' },
      warnings: ['Graphic Depictions Of Violence'],
      tags: ['rain', 'case file', 'umbrellas'],
      series: { name: 'Weather over London', part: 2 },
      sourceUrl: 'https://archive.example/works/1001',
      unknownFields: [{ label: 'Mood', value: 'damp' }],
      permission: { basis: 'public-domain', by: 'operator' },
      chapters: [{ title: 'Drizzle' }, { title: 'Flood' }],
    });
    const { blocks } = await catalog.excerpt(stories['The Long Rain'], 2, 0, 10);
    expect(JSON.stringify(blocks)).toContain('Flood 1. Watson carried');
    for (const budget of [2800, 3000]) {
      expect((await pages.starts(rain, 1, budget)).length, `${budget}`).toBeGreaterThan(1);
    }
    await expect(catalog.excerpt(stories['Elsewhere, in Full'], 1, 0, 10)).rejects.toThrow('text-not-permitted');
  });

  test('histories have every revision, of every kind', async () => {
    const { catalog } = opened;
    const kinds = async (title: keyof typeof stories) =>
      (await catalog.history(stories[title])).map(({ kind }) => kind).toReversed();
    expect(await kinds('The Spotted Bandage')).toEqual(['published', 'revised', 'edited']);
    expect(await kinds('Mr Collins Withdraws')).toEqual(['published', 'withdrawn']);
    expect(await kinds('Taken at Netherfield')).toEqual(['published', 'taken-down']);
    expect(await kinds('The Returned Umbrella')).toEqual([
      ...['published', 'withdrawn', 'restored'],
      ...['taken-down', 'takedown-undone'],
    ]);
    const [, , first] = await catalog.revisions(stories['The Spotted Bandage'], 3, 10);
    expect(first).toMatchObject({ fields: { title: 'The Speckled Bandage' }, permission: { basis: 'none' } });
  });

  test('what was taken down stays out, and its sweep was done', async () => {
    const { catalog, moderation } = opened;
    const banned = { fields: { sourceUrl: 'https://archive.example/works/99' }, chapters: [] };
    expect(await catalog.isTakenDown(library, banned)).toBe(true);
    expect(await moderation.takedowns.standing()).toEqual([{ story: stories['Taken at Netherfield'], swept: true }]);
  });

  test('settings, other names, posts, and every action of the log', async () => {
    const { settings, aliases, posts, log, libraries } = opened.moderation;
    expect((await settings.all()).get(library)).toMatchObject({
      ...{ ratingFloor: 'teen', readingWay: 'choice', sharing: true, textSearch: true },
      ...{ moderatorRoles: [expect.any(String)], reportChannel: expect.any(String), logChannel: expect.any(String) },
      readingChannel: expect.any(String),
    });
    expect(await aliases.list(library)).toMatchObject([
      { kind: 'fandom', alias: 'Hertfordshire', standsFor: 'Pride and Prejudice - Jane Austen' },
      { kind: 'pairing', alias: 'Rainlock', standsFor: 'Sherlock Holmes/John Watson' },
    ]);
    expect((await posts.showing(stories['The Long Rain'], 100)).length).toBeGreaterThan(1);
    const entries = await log.list(library, null, 100);
    expect(new Set(entries.map(({ action }) => action))).toEqual(
      new Set([
        ...['settings-changed', 'published', 'edited', 'withdrawn', 'restored', 'taken-down', 'takedown-undone'],
        ...['report-closed', 'alias-added', 'alias-changed', 'alias-removed'],
      ]),
    );
    expect([...(await libraries.presences()).values()]).toEqual(
      [1, 2].map(() => ({ leftAt: null, greeting: null, triedAt: null })),
    );
  });

  test('open reports, and what became of one that is closed', async () => {
    const { reports } = opened.moderation;
    const open = await reports.open(library, 100);
    expect(open.map(({ story, reason, text, place }) => ({ story, reason, text, place: place !== null }))).toEqual([
      { story: stories['The Second Umbrella'], reason: 'no-permission', text: 'She never agreed.', place: false },
      { story: stories['The Lamp at Lambton'], reason: 'other', text: 'The lamp is mauve.', place: false },
      { story: stories['The Long Rain'], reason: 'broken-text', text: 'A word is missing on this page.', place: true },
    ]);
    for (const { post } of open) expect(post).toEqual({ channel: expect.any(String), message: expect.any(String) });
    expect(await opened.exported(people.newt)).toMatchObject({
      reports: [{ outcome: 'closed', answer: 'It is whole again.' }],
    });
  });

  test('drafts, with what was said of them so far', async () => {
    const { total, drafts } = await opened.catalog.libraryDrafts(library, '', { offset: 0, limit: 10 }, AT);
    expect(total).toBe(2);
    expect(drafts.map(({ title }) => title).toSorted()).toEqual(['A Pasted Page', null]);
  });

  test('where readers are, what they keep, what they have open, and how they like it', async () => {
    const { state, unreadable } = opened;
    const { ada, mina, newt, olive } = people;
    expect(await state.places.get(ada, stories['The Long Rain'])).toMatchObject({
      ...{ place: { chapter: 1, offset: 2934, context: expect.stringContaining('Drizzle 28.') }, revision: 1 },
    });
    const kept = (await state.shelf.list(ada)).map(({ story }) => story);
    expect(kept).toEqual([stories['The Lamp at Lambton'], stories['The Long Rain']]);
    expect((await state.lastRead.recent(olive)).map(({ story }) => story)).toEqual([
      stories['The Long Rain'],
      stories['The Lamp at Lambton'],
    ]);
    expect(await state.preferences.get(ada)).toEqual({ privateReplies: false, noticeSeen: true, pageBudget: 3000 });
    expect(await state.blocks.list(ada)).toMatchObject([{ kind: 'tag', name: 'cards' }]);
    expect(await state.lastSearches.get(ada)).toMatchObject({ query: 'rain', page: 0 });
    expect(await state.savedSearches.list(ada)).toMatchObject([{ name: 'Rainy days', query: 'umbrella' }]);
    expect(await state.wishes.pending()).toEqual([newt]);
    expect(await state.wishes.get(newt)).toMatchObject({ done: ['memory', 'catalog'] });
    const { id } = FACTS.buttons['back to my words'];
    expect(await state.unsavedEdits.get(id.split('.').at(-1) ?? '')).toMatchObject({ moderator: mina, group: 'names' });
    const ask = FACTS.buttons['take it down'].id.split('.').at(-1) ?? '';
    expect(await state.takedownAsks.get(ask)).toMatchObject({ reason: 'She asked again.' });
    const [, , session = ''] = FACTS.buttons['next page'].id.split('.');
    expect(await state.readingSessions.get(session)).toMatchObject({ reader: ada, budget: 3000 });
    const [, , search = ''] = FACTS.buttons.refine.id.split('.');
    expect(await state.searchSessions.get(search)).toMatchObject({ reader: ada, query: 'umbrella' });
    const [, , list = ''] = FACTS.buttons.drafts.id.split('.');
    expect(await state.listSessions.get(list)).toMatchObject({ reader: mina, words: 'umbrella' });
    expect(unreadable).toEqual([]);
  });

  test('what an even earlier release had left: unreadable, in its place and set aside, and theirs', async () => {
    const { state, unreadable } = opened;
    expect(await state.places.get(people.olive, stories['The Lamp at Lambton'])).toBeNull();
    expect(unreadable.splice(0)).toEqual([`places ${people.olive}/${stories['The Lamp at Lambton']}`]);
    expect(await opened.exported(people.olive)).toMatchObject({
      places: [{ unreadable: expect.stringContaining('"v":9') }, { title: 'The Long Rain' }],
      unreadable: [{ key: expect.stringMatching(/^preferences\//), unreadable: expect.stringContaining('damp') }],
    });
  });

  test('what Discord was told of the commands, by the hash that is pinned', async () => {
    const { registration } = opened.state;
    const hash = async (guild: string | null) => (await registration.get(FACTS.application, guild))?.hash;
    expect(await hash(null)).toBe(registered.hashes.everywhere);
    expect(await hash(library)).toBe(registered.hashes.byRole);
  });
});

/** Kinds that are kept since that release. */
const NEWER: readonly string[] = ['last-language', 'unsaved-answers'];

test('the state of an earlier release has every kind of kept value, and one that was set aside', async () => {
  using db = new DatabaseSync(join(await copied(), 'state.db'));
  const names = db.prepare("SELECT DISTINCT substr(key, 1, instr(key, ':') - 1) AS name FROM entries").all();
  const then = Object.keys(kept.kinds).filter((name) => !NEWER.includes(name));
  expect(names.map(({ name }) => name).toSorted()).toEqual([...then, kept.setAside].toSorted());
});

describe('the saved index', () => {
  const saved = (place: string) => readFile(join(place, 'ficus.db-search'));

  /** A start, a search and a stop. @returns the saved index after it: whoever makes one anew gives it another name. */
  async function savedAfter(place: string): Promise<Buffer> {
    const opened = await openFolder(place, now);
    for (const [title, id] of SHOWN) expect(await opened.find(`title:"${title}"`, LIBRARIES)).toEqual([id]);
    await opened.close();
    return saved(place);
  }

  test('is taken up by a Node that sorts letters as that one did, and made anew by any other', async () => {
    const place = await copied();
    const before = await saved(place);
    const sorts = before.toString('latin1').match(/icu ([\d.]+)/)?.[1];
    expect((await savedAfter(place)).equals(before)).toBe(sorts === process.versions.icu);
  });

  test('is made anew where it is missing, or of the catalog as it was before', async () => {
    const place = await copied();
    const before = await saved(place);
    await rename(join(place, 'ficus.db-search'), join(place, 'elsewhere'));
    expect((await savedAfter(place)).equals(before)).toBe(false);
    await copyFile(fixture('ficus.db-search'), join(place, 'ficus.db-search'));
    expect((await savedAfter(place)).equals(before)).toBe(false);
  });
});

test('a draft of an earlier release is published, and a report settled', async () => {
  const opened = await openFolder(await copied(), now);
  onTestFinished(() => opened.close());
  const { publishing, moderation, find } = opened;
  const draft = FACTS.buttons.publish.id.split('.').at(-1) ?? '';
  await publishing.answer(draft, library, { title: 'The Unfinished Sonata', evidence: 'Her mail of 4 May.' });
  const { story, isNew } = await publishing.publish(draft, library, people.mina);
  expect(isNew).toBe(true);
  expect(await find('title:sonata', LIBRARIES)).toEqual([story.id]);

  const report = FACTS.buttons['close the report'].id.split('.')[2] ?? '';
  const settlement = { outcome: 'withdrawn', by: people.mina, at: AT, answer: '' } as const;
  const settled = await moderation.reports.settle(report, library, settlement);
  expect(settled.map(({ story }) => story)).toEqual([stories['The Second Umbrella']]);
  expect(await find('title:"second umbrella"', LIBRARIES)).toEqual([]);
});
