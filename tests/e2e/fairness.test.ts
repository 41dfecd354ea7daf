/** A server that imports everything it has keeps no other server waiting. */
import { expect, test } from 'vitest';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

/** As many as one server may have: one at the press and those that wait. */
const TAKEN = 21;
const SENT = 25;

test("one import is answered while another server's many still wait, and those beyond its share are told to wait", async () => {
  // One moderator sends more at once than a person does.
  await using room = await ReadingRoom.open({ cooldowns: false });
  const long = { name: 'long.txt', bytes: post({ title: 'The Long Rain', body: paragraphs(4_000) }) };
  const olive = room.world.member('olive').in('#general', 'The Other Shelf');
  const mina = room.world.member('mina').in('#general', 'The Reading Room');
  let done = 0;
  const many = Array.from({ length: SENT }, async () => {
    const reply = await olive.slash('/library import', { file: long });
    done += 1;
    return reply.message?.text ?? '';
  });
  const single = await mina.slash('/library import', { file: { name: 'wall.txt', bytes: post() } });
  expect(single.message?.text).toContain('The Yellow Wall');
  // Four are refused at once; of the others no more than those that were begun before it.
  expect(done).toBeLessThan(SENT - TAKEN + 8);

  const replies = await Promise.all(many);
  expect(replies.filter((text) => text.includes('The Long Rain'))).toHaveLength(TAKEN);
  expect(replies.filter((text) => text.includes('This server has 20 imports waiting.'))).toHaveLength(SENT - TAKEN);
});
