/** Every interaction is counted once, by declared names alone; and told to stop, the bot leaves nobody without an answer. */
import { expect, test } from 'vitest';
import { message } from '#src/kit/reply.ts';
import { FicError } from '#src/story/errors.ts';
import { panel, trial } from '#tests/discord/trial.ts';

test('how each went is counted under what was called', async () => {
  await using t = await trial();
  t.behaviour.act = () => message(panel());
  const shown = await t.ada.slash('/try public');
  await t.ada.press(shown.message, 'Private');
  await t.ada.press(shown.message, 'Stranger');
  await t.ada.press(shown.message, 'Undeclared');
  await t.ada.press(shown.message, 'Care');
  await t.ada.slash('/gone now');
  await t.ada.complete('/try public', { word: 'w' });
  t.behaviour.act = () => {
    throw new FicError('story-not-found', { story: 'x' });
  };
  await t.ada.slash('/try private');
  t.behaviour.act = () => {
    throw new TypeError('broken');
  };
  await t.ada.slash('/try private');
  t.behaviour.offer = () => Promise.reject(new Error('broken'));
  await t.ada.complete('/try public', { word: 'w' });
  await t.settled();
  expect(t.handled.map(({ kind, name, outcome }) => `${kind} ${name}: ${outcome}`)).toEqual([
    'command /try public: answered',
    'component open: answered',
    'component unknown: refused',
    'component unknown: refused',
    'component report-close: refused',
    'command unknown: refused',
    'completion /try public: answered',
    'command /try private: refused',
    'command /try private: defect',
    'completion /try public: defect',
  ]);
  expect(t.handled.every(({ seconds }) => seconds > 0 && seconds < 15)).toBe(true);
});

test('who still waits when the bot can wait no longer is told, and whoever asks then, too', async () => {
  await using t = await trial();
  const { begun, release } = t.slow();
  const asked = t.ada.slash('/try public');
  await begun;
  t.stop();
  const told = await asked;
  expect(told.message).toMatchObject({ ephemeral: true, text: expect.stringContaining("I'm being restarted") });
  const { promise, resolve } = Promise.withResolvers<void>();
  t.behaviour.act = () => promise.then(() => message(panel()));
  expect((await t.ada.slash('/try private')).message?.text).toContain("I'm being restarted");
  release();
  resolve();
  await t.settled();
});
