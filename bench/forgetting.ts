/** What others notice while somebody is forgotten among many: how long a place of theirs takes to be kept, and the loop is held up. */
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { KEPT } from '#commands/index.ts';
import { PLACES, READING_SESSIONS } from '#commands/reading/kept.ts';
import { openSqliteFile } from '#src/kept/sqlite/store.ts';
import { openState } from '#src/kept/state.ts';
import { forgettingWith } from '#src/privacy/forgetting.ts';
import { keptTable } from '#src/privacy/kept.ts';
import { WISHES } from '#src/privacy/wishes.ts';
import { newId, openStores } from '#src/stores.ts';
import type { Row } from './table.ts';

/** In ms: one batch of what is looked through is a few, the whole in one go some hundreds. */
const AIM = 150;
/** Pages that others have open. */
const OTHERS = 10_000;
const AT_A_TIME = 100;
const PLACE = { chapter: 1, offset: 10, context: 'It was late.' };

const fail = (reason: unknown) => {
  throw reason instanceof Error ? reason : new Error(JSON.stringify(reason));
};

export async function measureForgetting(folder: string): Promise<Row[]> {
  const { moderation, close } = await openStores({ database: join(folder, 'forgetful.db') }, true);
  const file = join(folder, 'forgetful state.db');
  const store = await openSqliteFile({ file, now: Date.now, onPurgeFailed: fail, onUnowned: fail });
  const state = openState({ store, now: Date.now, newId, kept: KEPT, onUnreadable: fail });
  const sessions = state.kept(READING_SESSIONS);
  const open = (reader: string) =>
    sessions.start({
      ...{ reader, guildId: null, channelId: 'channel', threadId: 'thread', messageId: reader },
      ...{ story: 'story', budget: 2000 },
    });
  for (let begun = 0; begun < OTHERS; begun += AT_A_TIME) {
    await Promise.all(
      Array.from({ length: AT_A_TIME }, (_, index) => open(`2${String(begun + index).padStart(17, '0')}`)),
    );
  }
  const forgetting = forgettingWith({
    ...{ table: keptTable(KEPT), readers: state.readers, wishes: state.kept(WISHES), persons: moderation.persons },
    remove: async () => 'gone',
    onDelay: fail,
    timer: () => () => {},
  });
  const places = state.kept(PLACES);
  const keep = (story: string) => places.save('200000000000000000', story, PLACE, 1);
  const one = '100000000000000001';

  // Once to warm up; then as long without anybody forgotten.
  await forgetting.forget(one);
  await open(one);
  const during = await watched(keep, forgetting.forget(one));
  const without = await watched(keep, new Promise((resolve) => setTimeout(resolve, during.took)));
  await forgetting.close();
  await state.close();
  await close();
  const row = { unit: 'ms', aim: { of: 'total', atMost: AIM } } as const;
  const among = `forgetting among ${OTHERS} open pages`;
  return [
    { ...row, measure: `${among}, slowest place kept`, ours: during.slowest, bare: without.slowest },
    { ...row, measure: `${among}, loop held up`, ours: during.heldUp, bare: without.heldUp },
  ];
}

/** Keeps one place after another until something is over. */
async function watched(keep: (story: string) => Promise<void>, work: Promise<unknown>) {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const begun = performance.now();
  let slowest = 0;
  let over = false;
  const ended = work.finally(() => {
    over = true;
  });
  loop.enable();
  for (let number = 0; !over; number += 1) {
    const asked = performance.now();
    await keep(`story ${number}`);
    slowest = Math.max(slowest, performance.now() - asked);
  }
  await ended;
  loop.disable();
  return { took: performance.now() - begun, slowest, heldUp: loop.max / 1e6 };
}
