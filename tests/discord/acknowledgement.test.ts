/** The order of what is sent for one interaction, where a wire in the test's own hands decides how long each takes. */

import { InteractionResponseType } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { Acknowledgement } from '#src/discord/acknowledgement.ts';
import { Unanswered } from '#src/discord/exchange.ts';
import type { ReplyWire, ToldMessage } from '#src/discord/reply-wire.ts';
import type { Answer } from '#src/kit/declaration.ts';
import { privately } from '#src/kit/reply.ts';
import { notice } from '#src/kit/show/notices.ts';
import { says } from '#tests/discord/trial.ts';

/** A wire on which every request waits for `arrive`, and a clock that strikes on `strike`, stopped or not. */
function stage(answer: Answer) {
  const sent: string[] = [];
  const waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  const send = (name: string) => (body?: unknown) => {
    const type = body instanceof Object && 'type' in body ? InteractionResponseType[Number(body.type)] : undefined;
    sent.push(type ?? name);
    return new Promise<ToldMessage>((resolve, reject) => waiting.push({ resolve: () => resolve({ id: '1' }), reject }));
  };
  const wire: ReplyWire = {
    respond: send('respond'),
    original: send('original'),
    edit: send('edit'),
    remove: send('remove'),
    followUp: send('follow up'),
  };
  let strike = () => {};
  const acknowledgement = new Acknowledgement(wire, answer, (_, run) => {
    strike = run;
    return () => {};
  });
  return {
    ...{ sent, acknowledgement, strike: () => strike() },
    /** Lets the oldest request through, and what follows from it begin. */
    async arrive() {
      waiting.shift()?.resolve();
      await new Promise(setImmediate);
    },
    async fail(error: unknown) {
      waiting.shift()?.reject(error);
      await new Promise(setImmediate);
    },
  };
}

test('the reply waits for the promise that is under way', async () => {
  const s = stage('reply-private');
  s.strike();
  const sending = s.acknowledgement.send(says('Done.'));
  await new Promise(setImmediate);
  expect(s.sent).toEqual(['DeferredChannelMessageWithSource']);
  await s.arrive();
  expect(s.sent).toEqual(['DeferredChannelMessageWithSource', 'edit']);
  await s.arrive();
  await sending;
});

test('a clock that strikes while the reply is under way, or after, sends nothing', async () => {
  for (const answer of ['reply-public', 'reply-private', 'update'] as const) {
    const s = stage(answer);
    const sending = s.acknowledgement.send(says('Done.'));
    s.strike();
    await s.arrive();
    await sending;
    s.strike();
    expect(s.sent).toHaveLength(1);
  }
});

test('the public placeholder is gone before the private sentence stands', async () => {
  const s = stage('reply-public');
  s.strike();
  const sending = s.acknowledgement.send(privately(notice('Only for you.')));
  await s.arrive();
  expect(s.sent.slice(1)).toEqual(['remove']);
  await s.arrive();
  expect(s.sent.slice(1)).toEqual(['remove', 'follow up']);
  await s.arrive();
  await sending;
});

test('a promise that fails is told by the reply, once there is one, and by nothing before', async () => {
  const s = stage('reply-private');
  s.strike();
  await s.fail(new Error('Unknown interaction'));
  await expect(s.acknowledgement.send(says('Done.'))).rejects.toThrow('Unknown interaction');
  expect(s.sent).toHaveLength(1);
});

test('a promise of which nobody knows whether it arrived is followed by the reply, which finds out', async () => {
  for (const fate of ['unknown', 'untouched'] as const) {
    const s = stage('reply-private');
    s.strike();
    await s.fail(new Unanswered(fate, new Error('socket hang up')));
    const sending = s.acknowledgement.send(says('Done.'));
    await s.arrive();
    await s.arrive();
    await sending;
    expect(s.sent).toEqual(['DeferredChannelMessageWithSource', 'edit']);
  }
});

test('a modal has no clock', () => {
  const s = stage('modal');
  s.strike();
  expect(s.sent).toEqual([]);
});

test('a file is promised before it is sent: it may be longer on its way than Discord waits', async () => {
  const s = stage('reply-private');
  const body = { ...notice('Here it is.'), files: [{ name: 'kept.json', bytes: new Uint8Array(3) }] };
  const sending = s.acknowledgement.send(privately(body));
  await new Promise(setImmediate);
  expect(s.sent).toEqual(['DeferredChannelMessageWithSource']);
  await s.arrive();
  expect(s.sent).toEqual(['DeferredChannelMessageWithSource', 'edit']);
  await s.arrive();
  await sending;
});
