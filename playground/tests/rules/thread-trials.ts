/** The rules of threads, each kept and broken. */
import { Routes } from 'discord-api-types/v10';
import { setOverwrite } from '#playground/world/guilds.ts';
import { joinThread, leaveThread, updateThread } from '#playground/world/threads.ts';
import { x } from '../bodies.ts';
import { type Ground, privately, publicly, said, type Trials } from './ground.ts';

const add = (at: Ground, thread: { id: string }, name: string) =>
  at.rest.put(Routes.threadMembers(thread.id, at.world.user(name).id));
const change = (at: Ground, thread: { id: string }, body: object) => at.rest.patch(Routes.channel(thread.id), { body });
const ofMessage = (at: Ground, message: { id: string }) =>
  at.rest.post(Routes.threads(at.general, message.id), { body: { name: 'Talk' } });

export const threadTrials = {
  'thread.name': (at, amount) => at.thread({ name: x(amount) }),
  'thread.archive-after': {
    kept: (at) => at.thread({ auto_archive_duration: 4_320 }),
    broken: (at) => at.thread({ auto_archive_duration: 120 }),
  },
  'thread.slowmode': (at, amount) => at.thread({ rate_limit_per_user: amount }),
  'thread.type': { kept: (at) => at.thread(publicly), broken: (at) => at.thread({ type: 0 }) },
  'thread.parent': {
    kept: (at) => at.thread({ type: 10 }, at.world.channel('#news').id),
    broken: (at) => at.thread(privately, at.world.channel('#news').id),
  },
  'thread.nesting': {
    kept: (at) => at.thread(privately),
    broken: async (at) => at.thread(privately, (await at.thread(privately)).id),
  },
  'thread.of-message': {
    kept: async (at) => ofMessage(at, await said(at)),
    broken: async (at) => {
      const message = await said(at);
      await ofMessage(at, message);
      await ofMessage(at, message);
    },
  },
  'thread.archived': {
    kept: async (at) => change(at, await at.thread(), { name: 'Other' }),
    broken: async (at) => {
      const thread = await at.thread();
      updateThread(at.world, thread, { archived: true });
      await change(at, thread, { name: 'Other' });
    },
  },
  'thread.locked': {
    kept: async (at) => at.send({ content: 'a' }, (await at.thread()).id),
    broken: async (at) => {
      const thread = await at.thread();
      updateThread(at.world, thread, { locked: true });
      await at.send({ content: 'a' }, thread.id);
    },
  },
  'thread.cap': {
    kept: async (at) => {
      at.world.firstGuild.activeThreadCap = 1;
      await at.thread();
    },
    broken: async (at) => {
      at.world.firstGuild.activeThreadCap = 1;
      await at.thread();
      await at.thread();
    },
  },
  'thread.members': async (at, amount) => {
    const thread = await at.thread();
    while (thread.thread.members.size < amount - 1) {
      joinThread(at.world, thread, at.world.addUser(`reader${thread.thread.members.size}`).id);
    }
    await add(at, thread, 'ada');
  },
  'thread.member-sees-parent': {
    kept: async (at) => add(at, await at.thread(), 'newt'),
    broken: async (at) => {
      setOverwrite(at.world, at.world.channel('#general'), at.world.user('newt'), { deny: ['ViewChannel'] });
      await add(at, await at.thread(), 'newt');
    },
  },
  'thread.invitable': {
    kept: async (at) => add(at, await at.thread({ invitable: false }), 'newt'),
    broken: async (at) => {
      const thread = await at.thread({ invitable: false });
      Object.assign(thread.thread, { ownerId: at.world.user('mina').id });
      await add(at, thread, 'newt');
    },
  },
  'thread.private-seen': {
    kept: async (at) => at.rest.get(Routes.channel((await at.thread(privately)).id)),
    broken: async (at) => {
      const thread = await at.thread(privately);
      leaveThread(at.world, thread, at.world.bot.id);
      await at.rest.get(Routes.channel(thread.id));
    },
  },
  'thread.own-changes': {
    kept: async (at) => change(at, await at.thread(publicly), { name: 'Other' }),
    broken: async (at) => change(at, await at.othersThread(), { name: 'Other' }),
  },
  'thread.only': {
    kept: async (at) => at.rest.get(Routes.threadMembers((await at.thread()).id)),
    broken: (at) => at.rest.get(Routes.threadMembers(at.general)),
  },
} satisfies Trials;
