/** What Discord would still take is said until it is known to have arrived, and nothing is said twice. */
import { DiscordAPIError } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { Unanswered } from '#src/discord/exchange.ts';
import { replyWire } from '#src/discord/reply-wire.ts';

const refusal = (code: number) =>
  new DiscordAPIError({ code, message: 'x' }, code, 400, 'POST', 'x', { files: undefined, body: undefined });
const unknown = new Unanswered('unknown', null);
const untouched = new Unanswered('untouched', null);

/** A wire on which each try takes its whole time and ends as the test says; null is success. */
function stage(ends: readonly (Error | null)[]) {
  const sent: { readonly at: number; readonly limit: number }[] = [];
  let now = 0;
  let limit = 0;
  const end = async () => {
    sent.push({ at: now, limit });
    const error = ends[Math.min(sent.length, ends.length) - 1];
    if (!error) return {};
    if (error === unknown) now += limit;
    throw error;
  };
  const pace = {
    now: () => now,
    wait: async (ms: number) => {
      now += ms;
    },
    limit: (ms: number) => {
      limit = ms;
      return new AbortController().signal;
    },
  };
  const wire = replyWire(
    { get: end, post: end, patch: end, delete: end },
    { id: '1', token: 't', applicationId: '2' },
    pace,
  );
  return { sent, wire, later: (ms: number) => (now += ms) };
}

describe('a first response', () => {
  test('that arrives is sent once', async () => {
    const s = stage([null]);
    await s.wire.respond({});
    expect(s.sent).toHaveLength(1);
  });

  test('of which nothing is heard is sent again within the 3 s, each time for half of what is left', async () => {
    const s = stage([unknown]);
    await expect(s.wire.respond({})).rejects.toBe(unknown);
    expect(s.sent.map(({ limit }) => limit)).toEqual([1000, 975, 437.5, 250]);
    expect(s.sent.every(({ at }) => at < 3000)).toBe(true);
  });

  test('that was sent late has several tries all the same', async () => {
    const s = stage([unknown]);
    s.later(1800);
    await expect(s.wire.respond({})).rejects.toBe(unknown);
    expect(s.sent).toHaveLength(3);
  });

  test('has arrived where Discord says so of a later try', async () => {
    const s = stage([unknown, refusal(40060)]);
    await s.wire.respond({});
    expect(s.sent).toHaveLength(2);
  });

  test("was another process's where Discord says so of the first try, or of one after tries that it did not touch", async () => {
    await expect(stage([refusal(40060)]).wire.respond({})).rejects.toMatchObject({ code: 40060 });
    await expect(stage([untouched, refusal(40060)]).wire.respond({})).rejects.toMatchObject({ code: 40060 });
  });

  test('that Discord refuses is not sent again', async () => {
    const s = stage([unknown, refusal(10062)]);
    await expect(s.wire.respond({})).rejects.toMatchObject({ code: 10062 });
    expect(s.sent).toHaveLength(2);
  });
});

describe('a follow-up', () => {
  test('that Discord did not touch is sent again', async () => {
    const s = stage([untouched, untouched, null]);
    await s.wire.followUp({});
    expect(s.sent).toHaveLength(3);
  });

  test('of which nobody knows is not', async () => {
    const s = stage([unknown]);
    await expect(s.wire.followUp({})).rejects.toBe(unknown);
    expect(s.sent).toHaveLength(1);
  });
});

test('a response that is gone has been taken away', async () => {
  await stage([refusal(10008)]).wire.remove();
  await expect(stage([refusal(10015)]).wire.remove()).rejects.toMatchObject({ code: 10015 });
});
