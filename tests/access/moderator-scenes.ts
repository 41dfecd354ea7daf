/**
 * What a moderator does in a day, by hand, up to the last press: what that would change stands as it is, and can be pressed by others.
 */
import type { Story } from '#src/story/story.ts';
import { type AccessRoom, OWN } from '#tests/access/access-room.ts';
import { choose, idsOn, press } from '#tests/access/hand.ts';
import type { Person } from '#tests/access/who-may.ts';
import { post } from '#tests/e2e/reading-room.ts';
import { WITHOUT_WORD } from '#tests/e2e/report-room.ts';

const ACTOR = { by: 'operator', at: 0 };

/** What all moderators look at: of entries and other names more than a page, and of reports a page. */
export async function furnishLibrary(room: AccessRoom): Promise<void> {
  const { moderation } = room.desk.room.app.stores;
  const entry = { library: room.guild, ...ACTOR, action: 'published', details: { title: OWN } } as const;
  await moderation.log.add(...Array.from({ length: 20 }, () => entry));
  for (let number = 1; number <= 20; number += 1) {
    const alias = { kind: 'character', alias: `${OWN} ${number}`, standsFor: 'Sherlock Holmes' } as const;
    await moderation.aliases.put(room.guild, alias, ACTOR.by, ACTOR.at);
  }
  for (let number = 1; number <= 6; number += 1) {
    const { title } = await room.own(`Report ${number}`);
    await room.desk.report('newt', { reason: [WITHOUT_WORD] }, title);
  }
}

export async function moderatorScenes(room: AccessRoom, person: Person): Promise<void> {
  const seat = room.seats[person];
  const own = (what: string) => room.own(`${what} of ${seat.user.displayName}`);
  await seat.slash('/library add');
  await begin(room, person);
  await edit(room, person, await own('Edit'));
  for (const what of ['Take down', 'Leave']) {
    const { title } = await own(what);
    await seat.slash('/library takedown', { story: title, reason: 'Its author wrote.' });
  }
  await openListed(room, person, await own('Withdraw'), await own('Restore'));
  await seat.slash('/library history');
  const reports = await seat.slash('/library reports');
  for (const id of idsOn(reports.message, 'report-end')) await seat.press(reports.message, id);
  await seat.slash('/library aliases');
  await seat.slash('/library settings');
  const help = await seat.slash('/fic help');
  await press(seat, help.message, 'help', '.moderators');
}

/** Two drafts that could be published, and of each words that could not be saved. */
async function begin(room: AccessRoom, person: Person): Promise<void> {
  const seat = room.seats[person];
  for (const title of [`${OWN} Draft`, `${OWN} Mistake`]) {
    const bytes = post({ title, body: `${title}, painted by ${seat.user.displayName}.` });
    const draft = await seat.slash('/library import', { file: { name: 'draft.txt', bytes } });
    await choose(seat, draft.message, 'draft-basis', 'Its author agreed');
    const { modal } = await press(seat, draft.message, 'draft-evidence');
    await seat.submit(modal, { evidence: 'In a letter.' });
    await press(seat, draft.message, 'draft-fill');
    const form = await press(seat, draft.message, 'draft-edit', '.rating');
    await seat.submit(form.modal, { Tags: 'painted' });
    const words = await press(seat, draft.message, 'draft-edit', '.words');
    const refused = await seat.submit(words.modal, { Source: 'no address' });
    await press(seat, refused.message, 'draft-again');
  }
}

/** One edit that is saved, one that cannot be; a long history, and its first revision. */
async function edit(room: AccessRoom, person: Person, story: Story): Promise<void> {
  const seat = room.seats[person];
  const { catalog } = room.desk.room.app.stores;
  const panel = await seat.slash('/library edit', { story: story.title });
  const first = await press(seat, panel.message, 'edit-open', '.names');
  await seat.submit(first.modal, { Author: 'quill' });
  const second = await press(seat, panel.message, 'edit-open', '.names');
  await seat.submit(second.modal, { Title: '\u200b' });
  for (let times = 0; times < 3; times += 1) {
    await catalog.withdraw(story.id, [room.guild], ACTOR);
    await catalog.restore(story.id, [room.guild], ACTOR);
  }
  const history = await seat.slash('/library history', { story: story.title });
  await press(seat, history.message, 'history');
  await choose(seat, history.message, 'history-look', '1');
}

async function openListed(room: AccessRoom, person: Person, shown: Story, hidden: Story): Promise<void> {
  const seat = room.seats[person];
  await room.desk.room.app.stores.catalog.withdraw(hidden.id, [room.guild], ACTOR);
  const list = await seat.slash('/library list');
  await choose(seat, list.message, 'list-open', shown.id);
  await press(seat, list.message, 'list-state', '.withdrawn');
  await choose(seat, list.message, 'list-open', hidden.id);
}
