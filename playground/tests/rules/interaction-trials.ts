/** The rules of an interaction's life, each kept and broken. */
import { Routes } from 'discord-api-types/v10';
import { removeBot } from '#playground/world/guilds.ts';
import type { Interaction } from '#playground/world/model.ts';
import { times, x } from '../bodies.ts';
import { type Ground, input, label, modal, type Trials } from './ground.ts';

const reply = { type: 4, data: { content: 'a' } };
const anUpdate = { type: 7, data: { content: 'b' } };
const aModal = { type: 9, data: modal([label(input())]) };
const choices = (...given: unknown[]) => ({ type: 8, data: { choices: given } });

/** Answers just at that moment after the interaction was made, in ms. */
async function after(at: Ground, milliseconds: number): Promise<unknown> {
  const interaction = await at.asked();
  at.clock.advance(milliseconds - 1);
  return at.answer(interaction, reply);
}

async function answered(at: Ground): Promise<Interaction> {
  const interaction = await at.asked();
  await at.answer(interaction, reply);
  return interaction;
}

/** Ada has installed the bot for herself, and uses it where the server has not. */
async function askedWithoutServer(at: Ground): Promise<Interaction> {
  const { world, ada } = at;
  world.userInstalls.add(ada.user.id);
  await at.register([{ name: 'fic', description: 'Shows a story', integration_types: [0, 1] }]);
  removeBot(world, world.firstGuild);
  void ada.slash('/fic').catch(() => {});
  const [interaction] = world.interactions.values();
  if (!interaction) throw new Error('Nobody asked.');
  await at.answer(interaction, reply);
  return interaction;
}

export const interactionTrials = {
  'interaction.first-response': after,
  'interaction.token': async (at, milliseconds) => {
    const interaction = await answered(at);
    at.clock.advance(milliseconds);
    return at.followUp(interaction);
  },
  'interaction.once': {
    kept: async (at) => at.answer(await at.asked(), reply),
    broken: async (at) => at.answer(await answered(at), reply),
  },
  'interaction.known': {
    kept: async (at) => at.answer(await at.asked(), reply),
    broken: async (at) => at.answer({ id: (await at.asked()).id, token: 'guessed' }, reply),
  },
  'interaction.command-kinds': {
    kept: async (at) => at.answer(await at.asked(), aModal),
    broken: async (at) => at.answer(await at.asked(), anUpdate),
  },
  'interaction.component-kinds': {
    kept: async (at) => at.answer(await at.pressed(), anUpdate),
    broken: async (at) => at.answer(await at.pressed(), choices()),
  },
  'interaction.modal-kinds': {
    kept: async (at) => at.answer(await at.submitted('component'), anUpdate),
    broken: async (at) => at.answer(await at.submitted('component'), aModal),
  },
  'interaction.completion-kinds': {
    kept: async (at) => at.answer(await at.typed(), choices()),
    broken: async (at) => at.answer(await at.typed(), { type: 5 }),
  },
  'interaction.deferral-flags': {
    kept: async (at) => at.answer(await at.asked(), { type: 5, data: { flags: 64 } }),
    broken: async (at) => at.answer(await at.asked(), { type: 5, data: { flags: 64 | 32_768 } }),
  },
  'interaction.choices': async (at, amount) =>
    at.answer(await at.typed(), choices(...times(amount, (n) => ({ name: `${n}`, value: `${n}` })))),
  'interaction.choice-name': async (at, amount) =>
    at.answer(await at.typed(), choices({ name: x(amount), value: 'a' })),
  'interaction.choice-value': async (at, amount) =>
    at.answer(await at.typed(), choices({ name: 'a', value: x(amount) })),
  'interaction.choice-kind': {
    kept: async (at) => at.answer(await at.typed(), choices({ name: 'One', value: '1' })),
    broken: async (at) => at.answer(await at.typed(), choices({ name: 'One', value: 1 })),
  },
  'interaction.acknowledged': {
    kept: async (at) => at.followUp(await answered(at)),
    broken: async (at) => at.followUp(await at.asked()),
  },
  'interaction.user-follow-ups': async (at, amount) => {
    const interaction = await askedWithoutServer(at);
    for (let sent = 0; sent < amount; sent += 1) await at.followUp(interaction);
  },
  'interaction.own-messages': {
    kept: async (at) => {
      const { token, originalId } = await answered(at);
      return at.rest.get(Routes.webhookMessage(at.world.applicationId, token, originalId ?? ''), { auth: false });
    },
    broken: async (at) => {
      const { originalId } = await answered(at);
      const { token } = await answered(at);
      return at.rest.get(Routes.webhookMessage(at.world.applicationId, token, originalId ?? ''), { auth: false });
    },
  },
} satisfies Trials;
