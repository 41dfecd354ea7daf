/** Whoever calls or presses anything is answered: in time, once, and with a sentence that helps. */
import type { Interaction } from 'discord.js';
import { InteractionResponseType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { SeenMessage } from '#playground/gestures/seen-message.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { message } from '#src/kit/reply.ts';
import { notice } from '#src/kit/show/notices.ts';
import { FicError } from '#src/story/errors.ts';
import { careForm, form, type Given, panel, says, trial } from '#tests/discord/trial.ts';

const acknowledged = { until: 'acknowledged' } as const;
const ERROR = 50;
const WARN = 40;

describe('a reply that is ready in time', () => {
  test.each([
    ['/try public', false],
    ['/try private', true],
  ])('to %s is one answer, and the clock is stopped', async (command, ephemeral) => {
    await using t = await trial();
    const reply = await t.ada.slash(command);
    expect(reply.message).toMatchObject({ text: 'Done.', ephemeral });
    await t.settled();
    expect(t.sent()).toEqual(['POST callback']);
    expect(t.timers.size).toBe(0);
  });

  test('to a button updates the message it is on', async () => {
    await using t = await trial();
    t.behaviour.act = () => message(panel());
    const shown = await t.ada.slash('/try public');
    t.behaviour.act = () => says('Turned.');
    const reply = await t.ada.press(shown.message, 'Update');
    expect(reply.interaction.response).toBe(InteractionResponseType.UpdateMessage);
    expect(shown.message?.text).toBe('Turned.');
    expect(t.sent()).toEqual(['POST callback', 'POST callback']);
  });

  test('is not answered a second time by a clock that strikes while it is under way', async () => {
    await using t = await trial();
    t.world.on('change', (change) => {
      if (change.kind === 'requested' && change.request.path.endsWith('/callback'))
        for (const { run } of t.started) run();
    });
    const reply = await t.ada.slash('/try private');
    await t.settled();
    expect(reply.message?.text).toBe('Done.');
    expect(t.sent()).toEqual(['POST callback']);
    expect(t.world.refusals).toEqual([]);
  });

  test('acknowledges well before the three seconds are over', async () => {
    await using t = await trial();
    await t.ada.slash('/try public');
    expect(t.started).toHaveLength(1);
    expect(t.started[0]?.ms).toBeLessThan(2500);
  });
});

test('whoever was answered, or told of a failure, waits for nothing more of the bot', async () => {
  await using t = await trial();
  await t.ada.slash('/try public');
  t.behaviour.act = () => {
    throw new FicError('story-not-found', { story: 'x' });
  };
  await t.ada.slash('/try private');
  await t.settled();
  expect(t.waiting()).toBe(0);
});

describe('a reply that takes its time', () => {
  test.each([
    ['/try public', false],
    ['/try private', true],
  ])('to %s is promised by itself, then given', async (command, ephemeral) => {
    await using t = await trial();
    const { begun, release } = t.slow();
    const gesture = t.ada.slash(command, {}, acknowledged);
    await begun;
    t.fire();
    const reply = await gesture;
    expect(reply.deferred).toBe(true);
    expect(reply.message).toMatchObject({ thinking: true, ephemeral });
    release();
    await reply.finished();
    expect(reply.message).toMatchObject({ text: 'Done at last.', thinking: false, ephemeral });
    await t.settled();
    expect(t.sent()).toEqual(['POST callback', 'PATCH @original']);
  });

  test('to a button leaves the message as it is until it comes', async () => {
    await using t = await trial();
    t.behaviour.act = () => message(panel());
    const shown = await t.ada.slash('/try public');
    const { begun, release } = t.slow();
    const gesture = t.ada.press(shown.message, 'Update', acknowledged);
    await begun;
    t.fire();
    const reply = await gesture;
    expect(reply.interaction.response).toBe(InteractionResponseType.DeferredMessageUpdate);
    expect(shown.message?.text).toContain('Panel');
    release();
    await reply.finished();
    expect(shown.message?.text).toBe('Done at last.');
  });

  test('and comes while it is being promised, is given after the promise', async () => {
    await using t = await trial();
    const { begun, release } = t.slow();
    const gesture = t.ada.slash('/try public', {}, acknowledged);
    await begun;
    t.fire();
    release();
    const reply = await gesture;
    await t.settled();
    expect(reply.message?.text).toBe('Done at last.');
    expect(t.sent()).toEqual(['POST callback', 'PATCH @original']);
    expect(t.world.refusals).toEqual([]);
  });

  test('keeps a public one public and what is for one person private: the placeholder goes', async () => {
    await using t = await trial();
    const { begun, release } = t.slow(() => {
      throw new FicError('story-not-found', { story: 'The *Lost* One' });
    });
    const gesture = t.ada.slash('/try public', {}, acknowledged);
    await begun;
    t.fire();
    const reply = await gesture;
    release();
    await t.settled();
    expect(reply.message).toBeNull();
    expect(reply.followUps).toMatchObject([{ ephemeral: true, text: expect.stringContaining('I know no fic') }]);
    const mina = t.world.member('mina').in('#general');
    expect(mina.messages()).toEqual([]);
  });

  test('leaves a message that was to be updated alone where there is only a failure to tell', async () => {
    await using t = await trial();
    t.behaviour.act = () => message(panel());
    const shown = await t.ada.slash('/try public');
    const { begun, release } = t.slow(() => {
      throw new FicError('not-your-button');
    });
    const gesture = t.ada.press(shown.message, 'Update', acknowledged);
    await begun;
    t.fire();
    const reply = await gesture;
    release();
    await t.settled();
    expect(shown.message?.text).toContain('Panel');
    expect(reply.followUps).toMatchObject([{ ephemeral: true, text: expect.stringContaining("someone else's page") }]);
  });
});

describe('a failure', () => {
  test('that was expected is its sentence, for the asker alone, whatever the command', async () => {
    await using t = await trial();
    t.behaviour.act = () => {
      throw new FicError('story-withdrawn', { title: 'A @everyone *story*' });
    };
    const reply = await t.ada.slash('/try public');
    expect(reply.message?.ephemeral).toBe(true);
    expect(reply.message?.text).toContain('was withdrawn');
    expect(reply.message?.text).toContain('\\*story\\*');
    expect(reply.message?.mentions.everyone).toBe(false);
    expect(t.log.filter(({ level }) => level >= WARN)).toEqual([]);
  });

  test.each([
    ['database-broken', "can't save or look things up"],
    ['database-in-use', "can't save or look things up"],
    ['database-full', 'The disk is full, so nothing was changed.'],
  ] as const)('of the database (%s) names no file to members, and all of it to the log', async (code, sentence) => {
    await using t = await trial();
    t.behaviour.act = () => {
      throw new FicError(code, { file: '/home/operator/ficus.db', reason: 'disk I/O error' });
    };
    const reply = await t.ada.slash('/try public');
    expect(reply.message).toMatchObject({ ephemeral: true, text: expect.stringContaining(sentence) });
    expect(reply.message?.text).toContain('`ref1`');
    expect(reply.message?.text).not.toContain('operator');
    expect(t.log.filter(({ level }) => level === ERROR)).toMatchObject([
      { code, request: 'ref1', details: { file: '/home/operator/ficus.db', reason: 'disk I/O error' } },
    ]);
  });

  test('that was not is an apology with a reference that the log explains, and shows nothing of itself', async () => {
    await using t = await trial();
    t.behaviour.act = () => {
      throw new TypeError('secret: /home/operator/ficus.db is on fire');
    };
    const reply = await t.ada.slash('/try public');
    expect(reply.message?.ephemeral).toBe(true);
    expect(reply.message?.text).toContain('`ref1`');
    expect(reply.message?.text).not.toContain('secret');
    const errors = t.log.filter(({ level }) => level === ERROR);
    expect(errors).toMatchObject([{ request: 'ref1', what: '/try public' }]);
    expect(JSON.stringify(errors)).toContain('secret: /home/operator/ficus.db is on fire');
  });

  test.each(['/try public', '/try private'])(
    'of a message to %s that Discord refuses is apologised for',
    async (command) => {
      await using t = await trial();
      t.behaviour.act = () => message({ v2: true, components: [{ type: 10, content: 'x'.repeat(5000) }] });
      const reply = await t.ada.slash(command);
      expect(reply.message).toMatchObject({ ephemeral: true, text: expect.stringContaining('`ref1`') });
      expect(t.log.filter(({ level }) => level === ERROR)).toHaveLength(1);
    },
  );

  test('of a message that Discord refuses after the promise is apologised for too', async () => {
    await using t = await trial();
    const { begun, release } = t.slow(() => message({ v2: true, components: [{ type: 10, content: '' }] }));
    const gesture = t.ada.slash('/try public', {}, acknowledged);
    await begun;
    t.fire();
    const reply = await gesture;
    release();
    await t.settled();
    expect(reply.message).toBeNull();
    expect(reply.followUps).toMatchObject([{ ephemeral: true, text: expect.stringContaining('`ref1`') }]);
  });
});

describe('a defect of the edge itself', () => {
  /** Whoever reads this of the interaction meets an error. */
  const broken = (of: object, key: string) =>
    Object.defineProperty(of, key, {
      get() {
        throw new TypeError(`secret: no ${key}`);
      },
    });
  const subcommandOf = (interaction: Interaction) =>
    (interaction.isChatInputCommand() && interaction.options.data[0]) || interaction;
  type Trial = Awaited<ReturnType<typeof trial>>;
  const chooses = (t: Trial, shown: SeenMessage | null) => t.ada.select(shown, 'Choose', ['one']);
  const presses = (t: Trial, shown: SeenMessage | null) => t.ada.press(shown, 'Update');
  const calls = (t: Trial) => t.ada.slash('/try public', { word: 'rain' });

  test.each<[string, (interaction: Interaction) => unknown, typeof presses]>([
    ['reading what was called', (interaction) => broken(interaction, 'commandName'), calls],
    ['reading its options', (interaction) => broken(subcommandOf(interaction), 'options'), calls],
    ['reading which button it was', (interaction) => broken(interaction, 'customId'), presses],
    ['reading what was chosen', (interaction) => broken(interaction, 'values'), chooses],
    ['reading the message it is on', (interaction) => broken(interaction, 'message'), presses],
  ])('in %s is apologised for, with a reference that the log explains', async (_, spoil, gesture) => {
    await using t = await trial();
    t.behaviour.act = () => message(panel());
    const shown = await t.ada.slash('/try public');
    t.behaviour.spoil = spoil;
    const { message: told } = await gesture(t, shown.message);
    expect(told).toMatchObject({ ephemeral: true, text: expect.stringContaining('`ref2`') });
    expect(told?.text).not.toContain('secret');
    await t.settled();
    expect(t.handled.map(({ outcome }) => outcome)).toEqual(['answered', 'defect']);
    const errors = t.log.filter(({ level }) => level >= WARN);
    expect(errors).toMatchObject([{ level: ERROR, request: 'ref2' }]);
    expect(JSON.stringify(errors)).toContain('secret: no ');
    expect(t.timers.size).toBe(0);
  });

  test('in reading a modal is apologised for, too', async () => {
    await using t = await trial();
    t.behaviour.act = form;
    const opened = await t.ada.slash('/try form');
    t.behaviour.spoil = (interaction) => broken(interaction, 'fields');
    const { message: told } = await t.ada.submit(opened.modal, { reason: ['Something else'], text: 'Not hers.' });
    expect(told).toMatchObject({ ephemeral: true, text: expect.stringContaining('`ref2`') });
    expect(t.log.filter(({ level }) => level >= WARN)).toMatchObject([{ level: ERROR, request: 'ref2' }]);
  });

  test('in looking whether a story was taken down shows nothing of it, and pressing again tries again', async () => {
    await using t = await trial();
    t.behaviour.act = () => message(panel());
    const shown = await t.ada.slash('/try public');
    const { hidden } = t.showing;
    t.showing.hidden = () => {
      throw new TypeError('no list');
    };
    t.behaviour.act = () => message({ ...notice('Of the story.'), shows: ['k3f9'] });
    const { message: told } = await t.ada.press(shown.message, 'Update');
    expect(told).toMatchObject({ ephemeral: true, text: expect.stringContaining('`ref2`') });
    expect(shown.message?.text).toContain('Panel');
    t.showing.hidden = hidden;
    await t.ada.press(shown.message, 'Update');
    expect(shown.message?.text).toBe('Of the story.');
  });

  test('in what a moderator is told below leaves them the answer, and the log the error', async () => {
    await using t = await trial();
    t.behaviour.postscript = () => {
      throw new TypeError('no settings');
    };
    expect((await t.mina.slash('/care public')).message?.text).toBe('Done.');
    t.behaviour.act = () => {
      throw new FicError('story-withdrawn', { title: 'A story' });
    };
    expect((await t.mina.slash('/care public')).message?.text).toContain('was withdrawn');
    expect(t.log.filter(({ level }) => level >= WARN)).toMatchObject([{ request: 'ref1' }, { request: 'ref2' }]);
  });

  test('once somebody has their answer is for the log alone', async () => {
    await using t = await trial();
    t.behaviour.spoil = () => {
      t.handled.push = () => {
        throw new TypeError('nobody counts');
      };
    };
    t.behaviour.act = () => message({ ...notice('Done.'), shows: ['k3f9'] });
    const reply = await t.ada.slash('/try public');
    await t.settled();
    expect(reply.message?.text).toBe('Done.');
    expect(t.sent()).toEqual(['POST callback']);
    // A takedown finds it all the same.
    expect([...t.posts.shown.keys()]).toEqual([reply.message?.id]);
    expect(t.log.filter(({ level }) => level >= WARN)).toMatchObject([{ level: ERROR, request: 'ref1' }]);
  });

  test('in completion is no choices, and a line in the log', async () => {
    await using t = await trial();
    t.behaviour.spoil = (interaction) => interaction.isAutocomplete() && broken(interaction.options, 'getFocused');
    expect(await t.ada.complete('/try public', { word: 'r' })).toEqual([]);
    expect(t.log.filter(({ level }) => level >= WARN)).toMatchObject([{ level: ERROR, request: 'ref1' }]);
  });
});

describe('a private answer that shows a story', () => {
  const shown = { ...notice('Of the story.'), shows: ['k3f9'] };

  test.each([
    ['has the line of a takedown for as long as Discord lets it be edited', 14, 'was taken down'],
    ['is let go after that', 15, 'Of the story.'],
  ])('%s', async (_, minutes, text) => {
    await using t = await trial();
    t.behaviour.act = () => message(shown);
    const reply = await t.ada.slash('/try private');
    await t.settled();
    t.pass(minutes * 60_000);
    await t.showing.replacePrivate('k3f9');
    expect(reply.message?.text).toContain(text);
  });
});

describe('an interaction whose time is over', () => {
  test('before it was answered is one line in the log, and the bot goes on', async () => {
    const clock = new ManualClock();
    await using t = await trial({ clock });
    const { begun, release } = t.slow();
    const gesture = t.ada.slash('/try private');
    await begun;
    clock.advance(3_001);
    expect((await gesture).error).toBe('The application did not respond');
    release();
    await t.settled();
    expect(t.log.filter(({ level }) => level >= WARN)).toMatchObject([{ level: WARN, what: '/try private' }]);
    t.behaviour.act = () => says('Still here.');
    expect((await t.ada.slash('/try private')).message?.text).toBe('Still here.');
  });

  test('while it was being promised is one line too', async () => {
    const clock = new ManualClock();
    await using t = await trial({ clock });
    const { begun, release } = t.slow();
    const gesture = t.ada.slash('/try private');
    await begun;
    clock.advance(3_001);
    await gesture;
    t.fire();
    release();
    await t.settled();
    expect(t.log.filter(({ level }) => level >= WARN)).toMatchObject([{ level: WARN }]);
  });

  test('a quarter of an hour after the promise is one line too', async () => {
    const clock = new ManualClock();
    await using t = await trial({ clock });
    const { begun, release } = t.slow();
    const gesture = t.ada.slash('/try public', {}, acknowledged);
    await begun;
    t.fire();
    await gesture;
    clock.advance(15 * 60_000 + 1);
    release();
    await t.settled();
    expect(t.log.filter(({ level }) => level >= WARN)).toMatchObject([{ level: WARN }]);
  });
});

describe('a modal', () => {
  test('opens on a command and on a button, and hands on what was entered', async () => {
    await using t = await trial();
    t.behaviour.act = form;
    const opened = await t.ada.slash('/try form');
    expect(opened.modal?.data.title).toBe('Report this fic');
    expect(t.started).toEqual([]);
    let given: Given | undefined;
    t.behaviour.act = (from) => {
      given = from;
      return message(panel());
    };
    const reply = await t.ada.submit(opened.modal, { reason: ['Something else'], text: 'It is **not** hers.' });
    expect(reply.message?.ephemeral).toBe(true);
    expect(given).toMatchObject({
      args: { story: 'k3f9' },
      fields: { reason: 'other', text: 'It is **not** hers.' },
      files: {},
    });
    t.behaviour.act = form;
    expect((await t.ada.press(reply.message, 'Modal')).modal).not.toBeNull();
  });

  test('that cannot be opened is a private sentence', async () => {
    await using t = await trial();
    t.behaviour.act = () => {
      throw new FicError('server-only');
    };
    const reply = await t.ada.slash('/try form');
    expect(reply.modal).toBeNull();
    expect(reply.message).toMatchObject({ ephemeral: true, text: expect.stringContaining('only in a server') });
  });
});

describe('what nobody knows any more', () => {
  test.each(['Older', 'Stranger', 'Longer', 'Undeclared', 'Prototype'])(
    'the button "%s" is answered politely',
    async (label) => {
      await using t = await trial();
      t.behaviour.act = () => message(panel());
      const shown = await t.ada.slash('/try public');
      const reply = await t.ada.press(shown.message, label);
      expect(reply.message).toMatchObject({
        ephemeral: true,
        text: expect.stringContaining('from an older version of me'),
      });
      expect(shown.message?.text).toBe('Panel');
      expect(t.log.filter(({ level }) => level >= WARN)).toEqual([]);
    },
  );

  test('a command that is no longer declared is answered politely', async () => {
    await using t = await trial();
    const reply = await t.ada.slash('/gone now');
    expect(reply.message).toMatchObject({ ephemeral: true, text: expect.stringContaining('older version') });
  });
});

describe('completion', () => {
  test('is given what was typed, and at most 25 choices that Discord takes', async () => {
    await using t = await trial();
    const asked: unknown[] = [];
    t.behaviour.offer = async (typed, { options }) => {
      asked.push(typed, options);
      return [
        { name: '\u200b', value: 'blank' },
        { name: 'Nothing', value: '' },
        { name: 'Endless', value: 'v'.repeat(101) },
        ...Array.from({ length: 40 }, (_, index) => ({ name: `${index}\n${'n'.repeat(200)}`, value: `v${index}` })),
      ];
    };
    const choices = await t.ada.complete('/try public', { kind: 'best', word: 'rai' });
    expect(asked).toEqual(['rai', expect.objectContaining({ kind: 'best' })]);
    expect(choices).toHaveLength(25);
    expect(choices[0]?.value).toBe('v0');
    expect(choices.every(({ name }) => name.length <= 100 && !name.includes('\n'))).toBe(true);
  });

  test('is given of the other options what is filled in, and not half a choice or half a number', async () => {
    await using t = await trial();
    const asked: unknown[] = [];
    t.behaviour.offer = async (_, { options }) => {
      asked.push(options);
      return [];
    };
    await t.ada.complete('/try public', { kind: 'bes', number: 12, word: 'r' });
    await t.ada.complete('/try public', { kind: 'constructor', word: 'r' });
    await t.ada.complete('/try public', { kind: 'words', word: 'r' });
    expect(asked).toEqual([{ word: 'r' }, { word: 'r' }, { kind: 'words', word: 'r' }]);
  });

  test('that takes too long is no choices, and what comes later is let go', async () => {
    await using t = await trial();
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    t.behaviour.offer = async () => {
      begun.resolve();
      await gate.promise;
      throw new Error('and then it failed');
    };
    const gesture = t.ada.complete('/try public', { word: 'r' });
    await begun.promise;
    expect([...t.timers].every(({ ms }) => ms < 3000)).toBe(true);
    t.fire();
    expect(await gesture).toEqual([]);
    gate.resolve();
    await t.settled();
  });

  test('that fails is no choices, and a line in the log', async () => {
    await using t = await trial();
    t.behaviour.offer = async () => {
      throw new Error('The catalog is gone.');
    };
    expect(await t.ada.complete('/try public', { word: 'r' })).toEqual([]);
    expect(t.log.filter(({ level }) => level === ERROR)).toHaveLength(1);
    t.behaviour.offer = async () => [{ name: 'Rain', value: 'rain' }];
    expect(await t.ada.complete('/try public', { word: 'r' })).toMatchObject([{ name: 'Rain', value: 'rain' }]);
  });

  test('of an option that nobody completes any more is no choices', async () => {
    await using t = await trial();
    t.behaviour.offer = async () => {
      throw new Error('not asked');
    };
    expect(await t.mina.complete('/care public', { word: 'r' })).toEqual([]);
  });
});

describe('what is for moderators', () => {
  test('is refused to everyone else on a command, a button, a modal and in completion', async () => {
    await using t = await trial();
    let calls = 0;
    t.behaviour.act = () => {
      calls += 1;
      return message(panel());
    };
    t.behaviour.offer = async () => {
      calls += 1;
      return [{ name: 'Secret', value: 'secret' }];
    };
    const shown = await t.mina.slash('/care public');
    expect(calls).toBe(1);
    for (const refused of [
      await t.ada.slash('/care public'),
      await t.ada.slash('/care form'),
      await t.ada.press(shown.message, 'Care'),
    ]) {
      expect(refused.message).toMatchObject({
        ephemeral: true,
        text: expect.stringContaining("this server's moderators"),
      });
      expect(refused.modal).toBeNull();
    }
    expect(await t.ada.complete('/care public', { word: 's' })).toEqual([]);
    expect(calls).toBe(1);
    expect(await t.mina.complete('/care public', { word: 's' })).toHaveLength(1);
  });

  test('is refused in a modal that was opened before one ceased to be a moderator', async () => {
    await using t = await trial();
    t.behaviour.act = careForm;
    const opened = await t.mina.slash('/care form');
    t.world.firstGuild.members.get(t.mina.user.id)?.roleIds.splice(0);
    const refused = await t.mina.submit(opened.modal, { evidence: 'She said so.' });
    expect(refused.message).toMatchObject({
      ephemeral: true,
      text: expect.stringContaining("this server's moderators"),
    });
  });

  test('is open to a role that the operator named', async () => {
    const roleIds: string[] = [];
    await using t = await trial({ moderatorRoles: roleIds });
    roleIds.push([...t.world.firstGuild.roles.values()].find(({ name }) => name === 'Reader')?.id ?? '');
    expect((await t.ada.slash('/care public')).message?.text).toBe('Done.');
    const newt = t.world.member('newt').in('#general');
    expect((await newt.slash('/care public')).message?.text).toContain('moderators');
  });

  test('is refused in a direct message, where nobody moderates', async () => {
    await using t = await trial();
    const mina = t.world.member('mina').directMessage();
    t.behaviour.offer = async () => [{ name: 'Secret', value: 'secret' }];
    expect((await mina.slash('/care public')).message?.text).toContain('only in a server');
    expect(await mina.complete('/care public', { word: 's' })).toEqual([]);
  });
});

describe('a handler is given', () => {
  test('options by their types, and nothing for those left out', async () => {
    await using t = await trial();
    const given: Given[] = [];
    t.behaviour.act = (from) => {
      given.push(from);
      return says('Done.');
    };
    await t.ada.slash('/try public', { word: '12', number: 7, kind: 'choices.kind.words' });
    await t.ada.slash('/try public');
    await t.ada.slash('/try file', { file: { name: 'story.txt', bytes: 'Title: Rain' } });
    expect(given[0]?.options).toEqual({ word: '12', number: 7, kind: 'words' });
    expect(given[1]?.options).toEqual({});
    expect(given[2]?.options).toEqual({
      file: { name: 'story.txt', size: 11, url: expect.stringMatching(`^${t.world.url}/attachments/`) },
    });
  });

  test('what a button carries and what was chosen in a menu', async () => {
    await using t = await trial();
    t.behaviour.act = () => message(panel());
    const shown = await t.ada.slash('/try public');
    const given: Given[] = [];
    t.behaviour.act = (from) => {
      given.push(from);
      return message(panel());
    };
    await t.ada.press(shown.message, 'Update');
    await t.ada.select(shown.message, 'Choose', ['two']);
    expect(given).toMatchObject([
      { args: { story: 'k3f9' }, values: [] },
      { args: { command: 'read' }, values: ['two'] },
    ]);
  });
});
