/**
 * What somebody called, pressed or sent, and the declaration that answers it.
 */
import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import { modalValues, optionValues } from '#src/discord/incoming.ts';
import { type ParsedId, readerOf } from '#src/kit/custom-id.ts';
import type { AnyCommand, CommandSet, Cooldown, Who } from '#src/kit/declaration.ts';
import { EXAMPLE, EXAMPLE_ROUTES } from '#src/kit/example-route.ts';
import type { Reply } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import type { InteractionKind } from '#src/ops/handled.ts';

export type Answerable = ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction;

export interface Handler {
  readonly answer: 'reply-public' | 'reply-private' | 'update' | 'modal';
  readonly who: Who;
  readonly cooldown: Cooldown;
  run(asked: Asked): Reply | Promise<Reply>;
}

interface Handlers<Services> {
  commandOf(interaction: ChatInputCommandInteraction | AutocompleteInteraction): AnyCommand<Services> | undefined;
  /** Undefined for what is not declared any more. */
  handlerOf(interaction: Answerable): Handler | undefined;
  /** What was called or pressed, for the log. */
  nameOf(interaction: Answerable): string;
}

/** All of a set, each handler bound to the services. */
export function handlersOf<Services>(set: CommandSet<Services>, services: Services): Handlers<Services> {
  const commands = new Map(set.commands.map((command) => [command.name as string, command]));
  const readId = readerOf({ ...set.routes, ...EXAMPLE_ROUTES });

  function commandOf(
    interaction: ChatInputCommandInteraction | AutocompleteInteraction,
  ): AnyCommand<Services> | undefined {
    return commands.get(`${interaction.commandName} ${interaction.options.getSubcommand(false)}`);
  }

  function handlerOf(interaction: Answerable): Handler | undefined {
    if (interaction.isChatInputCommand()) {
      const command = commandOf(interaction);
      if (!command) return undefined;
      const options = optionValues(interaction, command.options);
      return { ...command, run: (from) => command.run({ ...from, options }, services) };
    }
    const id = readId(interaction.customId);
    return id ? pressed(interaction, id) : undefined;
  }

  function pressed(
    interaction: MessageComponentInteraction | ModalSubmitInteraction,
    { name, args }: ParsedId,
  ): Handler | undefined {
    if (name === EXAMPLE) return interaction.isModalSubmit() ? undefined : exampleOf(`${args.group} ${args.name}`);
    const press = set.presses[name];
    if (press?.kind === 'modal' && interaction.isModalSubmit()) {
      return { ...press, run: (from) => press.run({ ...from, args, ...modalValues(interaction) }, services) };
    }
    if (press?.kind === 'component' && !interaction.isModalSubmit()) {
      const values = interaction.isAnySelectMenu() ? interaction.values : [];
      return { ...press, run: (from) => press.run({ ...from, args, values }, services) };
    }
    return undefined;
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

  function nameOf(interaction: Answerable): string {
    if (interaction.isChatInputCommand()) {
      return `/${interaction.commandName} ${interaction.options.getSubcommand(false) ?? ''}`;
    }
    const id = readId(interaction.customId);
    if (id?.name === EXAMPLE) return `/${id.args.group} ${id.args.name}`;
    return id?.name ?? 'an unknown custom id';
  }

  return { commandOf, handlerOf, nameOf };
}

export function kindOf(interaction: Answerable): InteractionKind {
  if (interaction.isChatInputCommand()) return 'command';
  return interaction.isModalSubmit() ? 'modal' : 'component';
}
