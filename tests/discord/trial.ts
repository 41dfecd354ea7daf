/**
 * A small command set run by the real dispatcher over a real discord.js client, in the double's world. Its timer fires when
 * the test says so, and what its handlers do is the test's to say.
 */
import { getEventListeners } from 'node:events';
import { Events, type Interaction, Routes } from 'discord.js';
import { evidenceModal } from '#commands/adding/modals.ts';
import { cardId } from '#commands/card/routes.ts';
import { reportModal } from '#commands/reports/modals.ts';
import { reportId } from '#commands/reports/routes.ts';
import { searchId } from '#commands/search/routes.ts';
import { shelfId } from '#commands/shelf/routes.ts';
import { takedownLine } from '#commands/takedown/line.ts';
import { Playground, type PlaygroundOptions } from '#playground/playground.ts';
import { mayModerate } from '#src/access/moderators.ts';
import { ficusClient } from '#src/discord/client.ts';
import { Cooldowns } from '#src/discord/cooldowns.ts';
import { dispatcher } from '#src/discord/dispatch.ts';
import { commandJson } from '#src/kit/command-json.ts';
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';
import { attachment, type Choice, type CommandSet, choice, integer, kitFor, text } from '#src/kit/declaration.ts';
import { message, type Reply } from '#src/kit/reply.ts';
import type { Asked, Attachment } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { type Languages, loadLanguages } from '#src/language/language.ts';
import type { Handled } from '#src/ops/handled.ts';
import { openLog } from '#src/ops/log.ts';
import { Repeats } from '#src/ops/repeats.ts';
import { memoryRegister, showingOver } from '#tests/moderation/registers.ts';

/** Everything that a handler may have been given. */
export interface Given extends Asked {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly values?: readonly string[];
  readonly fields?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, readonly Attachment[]>>;
}

/** What the test decides. */
export interface Behaviour {
  act: (given: Given) => Reply | Promise<Reply>;
  offer: (typed: string, given: Given) => Promise<readonly Choice[]>;
  /** What a moderator is told below an answer. */
  postscript?: () => string | null;
  /** Has every interaction before the dispatcher has it. */
  spoil?: (interaction: Interaction) => unknown;
}

/** Names as in the bot, and one that nobody declared a press for. */
const ROUTES = {
  keep: { story: 'word' },
  open: { story: 'word' },
  share: { story: 'word' },
  pick: { command: 'word', chapter: 'number' },
  report: { story: 'word' },
  'report-close': { report: 'word' },
  'report-send': { story: 'word' },
  'draft-new': {},
  'draft-filled': { draft: 'word' },
  'search-again': { session: 'word' },
} as const satisfies RouteTable;
const _customId = idsOf(ROUTES);

const { command, component, modalSubmit } = kitFor<Behaviour, typeof ROUTES>();
const act = (given: Given, behaviour: Behaviour) => behaviour.act(given);
const offer = (typed: string, given: Given, behaviour: Behaviour) => behaviour.offer(typed, given);

const options = {
  word: text({ maxLength: 40 }),
  number: integer({ min: 1, max: 9 }),
  kind: choice(['best', 'words']),
};

export const TRIAL: CommandSet<Behaviour> = {
  groups: [
    { name: 'try', inDirectMessages: true, defaultPermissions: null, inEachServer: false },
    { name: 'care', inDirectMessages: true, defaultPermissions: null, inEachServer: false },
  ],
  commands: [
    command({
      name: 'try public',
      answer: 'reply-public',
      who: 'everyone',
      options,
      complete: { word: offer },
      run: act,
    }),
    command({ name: 'try private', answer: 'reply-private', who: 'everyone', options: {}, run: act }),
    command({ name: 'try form', answer: 'modal', who: 'everyone', options: {}, run: act }),
    command({ name: 'try file', answer: 'reply-private', who: 'everyone', options: { file: attachment() }, run: act }),
    command({
      ...{ name: 'care public', answer: 'reply-public', who: 'moderators' },
      options: { word: text({}) },
      complete: { word: offer },
      run: act,
    }),
    command({ name: 'care form', answer: 'modal', who: 'moderators', options: {}, run: act }),
  ],
  routes: ROUTES,
  presses: {
    keep: component({ route: 'keep', answer: 'update', who: 'everyone', run: act }),
    open: component({ route: 'open', answer: 'reply-private', who: 'everyone', run: act }),
    share: component({ route: 'share', answer: 'reply-public', who: 'everyone', run: act }),
    pick: component({ route: 'pick', answer: 'update', who: 'everyone', run: act }),
    report: component({ route: 'report', answer: 'modal', who: 'everyone', run: act }),
    'report-close': component({ route: 'report-close', answer: 'update', who: 'moderators', run: act }),
    'report-send': modalSubmit({ route: 'report-send', answer: 'reply-private', who: 'everyone', run: act }),
    'draft-new': modalSubmit({ route: 'draft-new', answer: 'reply-private', who: 'everyone', run: act }),
    'draft-filled': modalSubmit({ route: 'draft-filled', answer: 'reply-private', who: 'moderators', run: act }),
  },
};

/** A message with a button for each way of answering, and some that nobody knows any more. */
export function panel(words = 'Panel'): MessageBody {
  const button = (label: string, custom_id: string) => ({ type: 2 as const, style: 2 as const, label, custom_id });
  const row = (...components: ReturnType<typeof button>[]) => ({ type: 1 as const, components });
  const body = notice(words);
  return {
    ...body,
    components: [
      ...(body.components ?? []),
      row(
        button('Update', shelfId('keep', { story: 'k3f9' })),
        button('Private', cardId('open', { story: 'k3f9' })),
        button('Public', cardId('share', { story: 'k3f9' })),
        button('Modal', reportId('report', { story: 'k3f9' })),
        button('Care', reportId('report-close', { report: 'r1' })),
      ),
      row(
        button('Older', 'v0.keep.k3f9'),
        button('Stranger', 'ok'),
        button('Longer', 'v1.keep.k3f9.and.more'),
        button('Undeclared', searchId('search-again', { session: 'k3f9' })),
        button('Prototype', 'v1.constructor'),
      ),
      {
        type: 1 as const,
        components: [
          {
            ...{
              type: 3 as const,
              custom_id: cardId('pick', { command: 'read', chapter: 0 }),
              placeholder: 'Choose',
            },
            options: ['one', 'two'].map((value) => ({ label: value, value })),
          },
        ],
      },
    ],
  };
}

export const says = (words: string): Reply => message(notice(words));
export const form = (): Reply => ({ kind: 'modal', modal: reportModal(english, 'k3f9', null) });
export const careForm = (): Reply => ({ kind: 'modal', modal: evidenceModal(english, 'd1') });

/** The real sentences; commands are described by their place in the set. */
export const trialLanguages: Languages = {
  ...loadLanguages(),
  commandTexts: (path) => new Map(path.endsWith('.name') ? [] : [['en', path]]),
};
const english = trialLanguages.for('en-US');

interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [key: string]: unknown;
}

export async function trial({
  moderatorRoles = [],
  ...options
}: PlaygroundOptions & { moderatorRoles?: string[] } = {}) {
  const world = await Playground.start(options);
  const behaviour: Behaviour = { act: () => says('Done.'), offer: async () => [] };
  const log: LogLine[] = [];
  const timers = new Set<{ readonly ms: number; readonly run: () => void }>();
  const started: { ms: number; run: () => void }[] = [];
  let requests = 0;
  let now = 0;
  const handled: Handled[] = [];
  const stopping = new AbortController();
  const logger = openLog('debug', { write: (line: string) => void log.push(JSON.parse(line)) });
  const posts = memoryRegister();
  const showing = showingOver(posts, undefined, () => now);
  const repeats = new Repeats({ log: logger, timer: () => () => {} });
  const dispatch = dispatcher({
    set: TRIAL,
    services: behaviour,
    languages: trialLanguages,
    mayModerate: ({ who }) => mayModerate(who, moderatorRoles),
    postscript: () => behaviour.postscript?.() ?? null,
    showing,
    takenDown: takedownLine,
    log: logger,
    repeats,
    timer: (ms, run) => {
      const timer = { ms, run };
      timers.add(timer);
      started.push(timer);
      return () => timers.delete(timer);
    },
    now: () => now,
    newRequestId: () => {
      requests += 1;
      return `ref${requests}`;
    },
    cooldowns: new Cooldowns(() => now),
    onHandled: (each) => void handled.push(each),
    stopping: stopping.signal,
  });
  const client = ficusClient(world.apiUrl);
  const running = new Set<Promise<void>>();
  client.on(Events.InteractionCreate, (interaction) => {
    behaviour.spoil?.(interaction);
    const handling = dispatch(interaction).finally(() => running.delete(handling));
    running.add(handling);
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(world.token);
  await ready;
  const commands = commandJson(TRIAL, trialLanguages);
  const gone = {
    name: 'gone',
    description: 'No longer declared',
    options: [{ type: 1, name: 'now', description: 'x' }],
  };
  await client.rest.put(Routes.applicationCommands(world.applicationId), { body: [...commands, gone] });
  const before = world.requests.length;

  return {
    world,
    behaviour,
    log,
    /** What was told to whoever counts. */
    handled,
    /** Lets time pass for whoever has to wait, and for what Discord lets be edited for a while. */
    pass(ms: number) {
      now += ms;
    },
    /** Says that the bot can wait no longer. */
    stop: () => stopping.abort(),
    /** How many wait for that. */
    waiting: () => getEventListeners(stopping.signal, 'abort').length,
    posts,
    showing,
    ada: world.member('ada').in('#general'),
    mina: world.member('mina').in('#general'),
    /** Timers that are running. */
    timers,
    /** Lets every running timer run out. */
    fire() {
      for (const timer of [...timers]) {
        timers.delete(timer);
        timer.run();
      }
    },
    /** Every timer that was ever started, cancelled or not. */
    started,
    /** Makes handlers wait: the gesture's handler has begun when `begun` resolves, and goes on at `release`. */
    slow(reply: () => Reply = () => says('Done at last.')) {
      const begun = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      behaviour.act = async () => {
        begun.resolve();
        await gate.promise;
        return reply();
      };
      return { begun: begun.promise, release: gate.resolve };
    },
    /** What the bot sent since it was ready, as `POST callback` or `PATCH @original`. */
    sent: () =>
      world.requests
        .slice(before)
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path }) => `${method} ${decodeURIComponent(path.split('/').at(-1) ?? '')}`),
    /** Every interaction that came is dealt with. */
    settled: () => Promise.all(running),
    async [Symbol.asyncDispose]() {
      await client.destroy();
      await world.close();
    },
  };
}
