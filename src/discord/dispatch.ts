/**
 * The one way in for every interaction: finds the declaration, checks who may, keeps Discord's clock, turns failures into
 * sentences, logs once.
 */
import {
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type Interaction,
  InteractionResponseType,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
  RateLimitError,
} from 'discord.js';
import { Acknowledgement, type Timer } from '#src/discord/acknowledgement.ts';
import { fateOf } from '#src/discord/exchange.ts';
import { asked, modalValues, optionValues } from '#src/discord/incoming.ts';
import { Presses, pressOf, RecentIds } from '#src/discord/presses.ts';
import { type RawWire, replyWire } from '#src/discord/reply-wire.ts';
import type { AnyCommand, Choice, CommandSet, Who } from '#src/kit/declaration.ts';
import { privately, type Reply } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import type { Language, Languages } from '#src/language/language.ts';
import type { Log } from '#src/ops/log.ts';
import type { Repeats } from '#src/ops/repeats.ts';
import { isBlank } from '#src/story/characters.ts';
import { FicError, type FicErrorCode } from '#src/story/errors.ts';
import { clipLine } from '#src/views/clip.ts';
import { parseCustomId } from '#src/views/custom-id.ts';
import { LIMITS } from '#src/views/limits.ts';
import { apology, failureNotice, notice } from '#src/views/notices.ts';
import { withPostscript } from '#src/views/postscript.ts';

/** Completion answers with nothing rather than late: each keystroke asks anew. */
const COMPLETE_WITHIN_MS = 2000;

/**
 * Discord's codes for an interaction that takes no answer any more: unknown or its first 3 s over (10062), answered by
 * another process (40060), its 15 minutes over (50027), or its application gone (10015).
 */
const TOO_LATE: ReadonlySet<number | string> = new Set([10062, 40060, 50027, 10015]);

/** Their own sentences are for whoever runs the bot: they name files, and no member can do anything about them. */
const DATABASE_FAILURES: ReadonlySet<FicErrorCode> = new Set<FicErrorCode>([
  'database-newer',
  'database-in-use',
  'database-full',
  'database-broken',
  'database-stopped',
]);

export interface DispatcherParts<Services> {
  readonly set: CommandSet<Services>;
  readonly services: Services;
  readonly languages: Languages;
  readonly mayModerate: (from: Asked) => boolean;
  /**
   * What a moderator is told below the answer to a command or a modal, also where it failed; null where there is nothing to
   * tell. `what` is what they called, such as `/library import`.
   */
  readonly postscript: (from: Asked, what: string) => string | null;
  readonly log: Log;
  /** For what comes in storms, when Discord is ill. */
  readonly repeats: Repeats;
  readonly timer: Timer;
  /** Short and unique: what a person quotes when they report a defect. */
  readonly newReference: () => string;
}

interface Handler {
  readonly answer: 'reply-public' | 'reply-private' | 'update' | 'modal';
  readonly who: Who;
  run(asked: Asked): Reply | Promise<Reply>;
}

/** @returns a listener for discord.js's `interactionCreate`; its promise never rejects. */
export function dispatcher<Services>(parts: DispatcherParts<Services>): (interaction: Interaction) => Promise<void> {
  const { set, services, languages, log, repeats, timer } = parts;
  const handled = new RecentIds();
  const presses = new Presses();
  const commands = new Map(set.commands.map((command) => [command.name as string, command]));
  const components = new Map(set.components.map((component) => [component.route as string, component]));
  const modals = new Map(set.modals.map((modal) => [modal.route as string, modal]));

  function commandOf(
    interaction: ChatInputCommandInteraction | AutocompleteInteraction,
  ): AnyCommand<Services> | undefined {
    return commands.get(`${interaction.commandName} ${interaction.options.getSubcommand(false)}`);
  }

  function handlerOf(
    interaction: ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction,
  ): Handler | undefined {
    if (interaction.isChatInputCommand()) {
      const command = commandOf(interaction);
      if (!command) return undefined;
      const options = optionValues(interaction, command.options);
      return { ...command, run: (from) => command.run({ ...from, options }, services) };
    }
    const id = parseCustomId(interaction.customId);
    if (!id) return undefined;
    if (interaction.isModalSubmit()) {
      const modal = modals.get(id.name);
      return (
        modal && {
          ...modal,
          run: (from) => modal.run({ ...from, args: id.args, ...modalValues(interaction) }, services),
        }
      );
    }
    if (id.name === 'example') return exampleOf(`${id.args.group} ${id.args.name}`);
    const component = components.get(id.name);
    const values = interaction.isAnySelectMenu() ? interaction.values : [];
    return component && { ...component, run: (from) => component.run({ ...from, args: id.args, values }, services) };
  }

  /** The command as if somebody had typed its example, for them alone. */
  function exampleOf(name: string): Handler | undefined {
    const command = commands.get(name);
    if (!command?.example) return undefined;
    const { answer, example: options } = command;
    return {
      ...command,
      answer: answer === 'reply-public' ? 'reply-private' : answer,
      run: (from) => command.run({ ...from, options }, services),
    };
  }

  async function run(handler: Handler, interaction: BaseInteraction, permitted: (from: Asked) => void): Promise<Reply> {
    const from = await asked(interaction, languages);
    if (handler.who === 'moderators') {
      if (from.where.guildId === null) throw new FicError('server-only');
      if (!parts.mayModerate(from)) throw new FicError('moderators-only');
      permitted(from);
    }
    return handler.run(from);
  }

  function failure(error: unknown, language: Language, what: string): Reply {
    if (error instanceof FicError && DATABASE_FAILURES.has(error.code)) {
      const reference = parts.newReference();
      log.error({ code: error.code, details: error.details, err: error, reference, what }, 'a database failed');
      const sentence = error.code === 'database-full' ? 'trouble-full' : 'trouble';
      return privately(notice(language.say(sentence, { reference })));
    }
    if (error instanceof FicError) {
      log.info({ code: error.code, what }, 'answered with a failure that was expected');
      return privately(failureNotice(language, error));
    }
    if (outOfReach(error)) {
      repeats.happened('discord-trouble', { err: error, what }, 'Discord did not do what a command asked of it');
      return privately(notice(language.say('trouble-discord')));
    }
    const reference = parts.newReference();
    log.error({ err: error, reference, what }, 'a command failed by a defect');
    return privately(apology(language, reference));
  }

  async function answer(
    interaction: ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction,
  ): Promise<void> {
    const started = performance.now();
    const handler = handlerOf(interaction);
    const what = nameOf(interaction);
    const language = languages.for(interaction.locale);
    const wire = replyWire(interaction.client.rest as RawWire, interaction);
    const acknowledgement = new Acknowledgement(wire, handler?.answer ?? 'reply-private', timer);
    const press = pressOf(interaction);
    const outcome = await presses.once(press, async () => {
      let moderator: Asked | undefined;
      const below = (reply: Reply): Reply => {
        const words = moderator && !interaction.isMessageComponent() ? parts.postscript(moderator, what) : null;
        return words && reply.kind === 'message' ? { ...reply, body: withPostscript(reply.body, words) } : reply;
      };
      const permitted = (from: Asked) => {
        moderator = from;
      };
      try {
        const reply = handler
          ? await run(handler, interaction, permitted)
          : failure(new FicError('button-outdated'), language, what);
        return { reply: below(reply), failed: false };
      } catch (error) {
        return { reply: below(failure(error, language, what)), failed: true };
      }
    });
    try {
      await acknowledgement.send(outcome.reply);
      presses.answered(press, outcome);
      log.debug({ what, ms: performance.now() - started }, 'answered');
    } catch (error) {
      if (unsent(error, what)) {
        presses.unanswered(press, outcome);
        return;
      }
      presses.answered(press, outcome);
      const apologies = failure(error, language, what);
      await acknowledgement
        .send(apologies)
        .catch((again: unknown) => log.warn({ err: again, what }, 'could not apologise'));
    }
  }

  /** Whether it is too late for any answer, or Discord out of reach; else it is a body that Discord refuses, a defect of ours. */
  function unsent(error: unknown, what: string): boolean {
    if (error instanceof DiscordAPIError && TOO_LATE.has(error.code)) {
      repeats.happened('too-late', { what }, 'answered too late, or answered by another process');
      return true;
    }
    // Nothing more is sent: the answer may have arrived, and nobody is answered twice.
    const lost = outOfReach(error);
    if (lost) repeats.happened('unsent', { err: error, what }, 'an answer did not get through, as far as is known');
    return lost;
  }

  async function complete(interaction: AutocompleteInteraction): Promise<void> {
    const wire = replyWire(interaction.client.rest as RawWire, interaction);
    const command = commandOf(interaction);
    const focused = interaction.options.getFocused(true);
    const completer = command?.complete[focused.name];
    let choices: readonly Choice[] = [];
    if (command && completer) {
      try {
        choices = await within(COMPLETE_WITHIN_MS, timer, completing(command, completer, focused.value, interaction));
      } catch (error) {
        log.error({ err: error, what: command.name }, 'completion failed');
      }
    }
    const body = {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: fitChoices(choices) },
    };
    try {
      await wire.respond(body);
    } catch (error) {
      // Whoever types faster than we answer has moved on: the next keystroke asks again.
      log.debug({ err: error, what: command?.name }, 'a completion came too late');
    }
  }

  async function completing(
    command: AnyCommand<Services>,
    completer: AnyCommand<Services>['complete'][string],
    typed: string,
    interaction: AutocompleteInteraction,
  ): Promise<readonly Choice[]> {
    const from = await asked(interaction, languages);
    if (command.who === 'moderators' && !parts.mayModerate(from)) return [];
    const given = interaction.options.data[0]?.options ?? [];
    const options = Object.fromEntries(given.map(({ name, value }) => [name, value]));
    return completer(typed, { ...from, options }, services);
  }

  return async (interaction) => {
    // Discord promises no event only once: what a resumed session plays again may have been heard before.
    if (!handled.add(interaction.id)) {
      log.debug({ interaction: interaction.id }, 'an interaction was delivered again');
      return;
    }
    try {
      if (interaction.isAutocomplete()) await complete(interaction);
      else if (interaction.isChatInputCommand() || interaction.isMessageComponent() || interaction.isModalSubmit()) {
        await answer(interaction);
      }
    } catch (error) {
      log.error({ err: error, what: interaction.type }, 'an interaction could not be handled');
    }
  };
}

function nameOf(
  interaction: ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction,
): string {
  if (interaction.isChatInputCommand()) {
    return `/${interaction.commandName} ${interaction.options.getSubcommand(false) ?? ''}`;
  }
  const id = parseCustomId(interaction.customId);
  if (id?.name === 'example') return `/${id.args.group} ${id.args.name}`;
  return id?.name ?? 'an unknown custom id';
}

/** Discord did not do what it was asked, for a reason of its own, or nobody knows whether it did. */
function outOfReach(error: unknown): boolean {
  return error instanceof RateLimitError || fateOf(error) !== 'refused';
}

/** What Discord takes: one choice that it refuses would cost all of them. */
function fitChoices(choices: readonly Choice[]): Choice[] {
  return choices
    .map(({ name, value }) => ({ name: clipLine(name, LIMITS.choiceName), value }))
    .filter(({ name, value }) => !isBlank(name) && value !== '' && value.length <= LIMITS.choiceValue)
    .slice(0, LIMITS.choices);
}

/** The promise's value, or [] when it takes longer. */
function within(ms: number, timer: Timer, promise: Promise<readonly Choice[]>): Promise<readonly Choice[]> {
  return new Promise((resolve, reject) => {
    const cancel = timer(ms, () => resolve([]));
    promise.then(resolve, reject).finally(cancel);
  });
}
