/** A signal: everyone who listens hears, in their order, until they stop. */
import { expect, test } from 'vitest';
import { Signal } from '#src/workers/signal.ts';

test('everyone hears what is told while they listen, the first that listened first', () => {
  const signal = new Signal<[number]>();
  const heard: string[] = [];
  const stop = signal.listen((told) => heard.push(`one ${told}`));
  signal.tell(1);
  signal.listen((told) => heard.push(`two ${told}`));
  signal.tell(2);
  stop();
  signal.tell(3);
  expect(heard).toEqual(['one 1', 'one 2', 'two 2', 'two 3']);
});

test('who stops listening as they hear takes nobody else’s turn', () => {
  const signal = new Signal<[]>();
  const heard: string[] = [];
  const stop = signal.listen(() => {
    heard.push('once');
    stop();
  });
  signal.listen(() => heard.push('always'));
  signal.tell();
  signal.tell();
  expect(heard).toEqual(['once', 'always', 'always']);
});
