/**
 * What is typed into each command, where a moderator of the server or any reader could have typed it.
 */
import type { OptionValues } from '#playground/gestures/gesture.ts';
import { type AccessRoom, OWN } from '#tests/access/access-room.ts';
import { press } from '#tests/access/hand.ts';
import { post } from '#tests/e2e/reading-room.ts';

/** Two of each, for who may do it does it once. */
export type Typed = Readonly<Record<string, readonly [OptionValues, OptionValues]>>;

const twice = (options: OptionValues) => [options, options] as const;
const REASON = 'Its author wrote.';

/** Makes the stories that they name. */
export async function typedIn(room: AccessRoom): Promise<Typed> {
  const { catalog } = room.desk.room.app.stores;
  const two = async (what: string) => [await room.own(`${what} 1`), await room.own(`${what} 2`)] as const;
  const [plain, shown, hidden, asked, down] = [
    await two('Edit'),
    await two('Withdraw'),
    await two('Restore'),
    await two('Ask'),
    await two('Undo'),
  ];
  const nell = room.seats['another moderator'];
  for (const { id } of hidden) await catalog.withdraw(id, [room.guild], { by: 'operator', at: 0 });
  for (const { id } of down) {
    const question = await nell.slash('/library takedown', { story: id, reason: REASON });
    await press(nell, question.message, 'takedown');
  }
  const about = ([first, second]: typeof plain, more: OptionValues = {}) =>
    [
      { story: first.id, ...more },
      { story: second.id, ...more },
    ] as const;
  const draft = { name: 'rain.txt', bytes: post({ title: 'Rain Draft', body: 'Rain fell on a draft.' }) };
  return {
    'fic search': twice({ query: 'rain' }),
    'fic searches': twice({}),
    'fic show': twice({ story: 'The Lighthouse' }),
    'fic read': twice({ story: 'The Lighthouse' }),
    'fic shelf': twice({}),
    'fic block': twice({ name: 'Fluff' }),
    'fic privacy': twice({}),
    'fic help': twice({}),
    'library add': twice({}),
    'library import': twice({ file: draft }),
    'library list': twice({}),
    'library edit': about(plain),
    'library history': about(plain),
    'library withdraw': about(shown),
    'library restore': about(hidden),
    'library takedown': about(asked, { reason: REASON }),
    'library takedown-undo': about(down, { reason: REASON }),
    'library reports': twice({}),
    'library alias': twice({ kind: 'character', name: 'Shezza', means: 'Sherlock Holmes' }),
    'library aliases': twice({}),
    'library settings': twice({}),
  };
}

/** What is typed until the library's own stories and names are offered, by command and option. */
export const COMPLETED: Readonly<Record<string, OptionValues>> = {
  'library edit story': { story: OWN },
  'library history story': { story: OWN },
  'library withdraw story': { story: OWN },
  'library restore story': { story: OWN },
  'library takedown story': { story: OWN },
  'library takedown-undo story': { story: OWN },
  'library alias means': { kind: 'character', means: OWN },
};
