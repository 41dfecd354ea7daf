/** What Discord refuses in a modal, and that it opens with every kind of field. */
import { Routes } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { button, option, problemsOf, row, say, select, times, x } from './bodies.ts';
import { restOf } from './trial-bot.ts';

describe('a modal', () => {
  const label = (component: object, more = {}) => ({ type: 18, label: 'Text', component, ...more });
  const input = (more = {}) => ({ type: 4, custom_id: 'text', style: 1, ...more });
  const modal = (components: unknown[], more = {}) => ({ custom_id: 'add', title: 'Add', components, ...more });

  /** One interaction takes any number of refused modals. */
  async function open(data: unknown): Promise<unknown> {
    const clock = new ManualClock();
    await using quiet = await Playground.start({ clock });
    const own = restOf(quiet);
    await own.put(Routes.applicationCommands(quiet.applicationId), { body: [{ name: 'add', description: 'Adds' }] });
    const gesture = quiet.member('mina').in('#general').slash('/add');
    const [{ id, token } = { id: '', token: '' }] = quiet.interactions.values();
    try {
      await own.post(Routes.interactionCallback(id, token), { body: { type: 9, data }, auth: false });
      return (await gesture).modal?.data;
    } finally {
      clock.advance(3_000);
      await gesture;
    }
  }

  test.for<[string, unknown, string]>([
    ['a title over 45', modal([label(input())], { title: x(46) }), 'title BASE_TYPE_BAD_LENGTH'],
    ['nothing to fill in', modal([]), 'components BASE_TYPE_BAD_LENGTH'],
    ['six labels', modal(times(6, (n) => label(input({ custom_id: `${n}` })))), 'components BASE_TYPE_BAD_LENGTH'],
    ['an input without a label', modal([input()]), 'components.0.type UNION_TYPE_CHOICES'],
    ['a label over 45', modal([label(input(), { label: x(46) })]), 'components.0.label BASE_TYPE_BAD_LENGTH'],
    [
      'a label in a label',
      modal([label(input({ label: '' }))]),
      'components.0.component.label COMPONENT_LABEL_IN_LABEL',
    ],
    ['a row of an input without a label', modal([row(input())]), 'components.0.components.0.label BASE_TYPE_REQUIRED'],
    ['a row of nothing', modal([row()]), 'components.0.components BASE_TYPE_BAD_LENGTH'],
    ['a row with a menu', modal([row(select())]), 'components.0.components.0.type UNION_TYPE_CHOICES'],
    [
      'the same custom id in a row and in a label',
      modal([row(input({ label: 'Text' })), label(input())]),
      'components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    ['a button', modal([label(button('b'))]), 'components.0.component.type UNION_TYPE_CHOICES'],
    [
      'room for 4001 characters',
      modal([label(input({ max_length: 4_001 }))]),
      'components.0.component.max_length NUMBER_TYPE_MAX',
    ],
    [
      'a preset text that is too long',
      modal([label(input({ max_length: 2, value: 'abc' }))]),
      'components.0.component.value BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a disabled menu',
      modal([label(select({ disabled: true }))]),
      'components.0.component.disabled COMPONENT_DISABLED_IN_MODAL',
    ],
    [
      'eleven files',
      modal([label({ type: 19, custom_id: 'f', max_values: 11 })]),
      'components.0.component.max_values NUMBER_TYPE_MAX',
    ],
    [
      'one radio button',
      modal([label({ type: 21, custom_id: 'r', options: [option('a')] })]),
      'components.0.component.options BASE_TYPE_BAD_LENGTH',
    ],
    [
      'the same custom id twice',
      modal([label(input()), label(input())]),
      'components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
  ])('is refused with %s', async ([, data, problem]) => {
    expect(await problemsOf(open(data))).toEqual([`data.${problem}`]);
  });

  test('opens with every kind of field', async () => {
    const fields = [
      input({ max_length: 4_000 }),
      select({ required: false }),
      { type: 19, custom_id: 'file', max_values: 10 },
      { type: 21, custom_id: 'radio', options: [option('a'), option('b')] },
      { type: 23, custom_id: 'tick' },
    ];
    expect(await open(modal(fields.map((field) => label(field))))).toMatchObject({ title: 'Add' });
    const groups = [say('Read this first'), label({ type: 22, custom_id: 'boxes', options: [option('a')] })];
    expect(await open(modal(groups))).toMatchObject({ components: groups });
  });
});
