/** A small bot on the real discord.js, so that the double is tried by the client that it is made for. */
import { Client, Events, GatewayIntentBits, type Interaction, REST } from 'discord.js';
import { type RESTPutAPIApplicationCommandsJSONBody, Routes } from 'discord-api-types/v10';
import { Playground } from '#playground/playground.ts';

export class TrialBot implements AsyncDisposable {
  readonly client: Client<true>;
  /** What its handlers threw: tests end with none unless they expect some. */
  readonly failures: unknown[] = [];
  #answer: (interaction: Interaction) => unknown = () => {};

  private constructor(client: Client<true>) {
    this.client = client;
    client.on(Events.InteractionCreate, async (interaction) => {
      try {
        await this.#answer(interaction);
      } catch (error) {
        this.failures.push(error);
      }
    });
  }

  static async start(playground: Playground, commands: RESTPutAPIApplicationCommandsJSONBody = []): Promise<TrialBot> {
    const client = new Client({
      intents: [GatewayIntentBits.Guilds],
      rest: { api: playground.apiUrl, retries: 0 },
    });
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(playground.token);
    const bot = new TrialBot(await ready);
    if (commands.length > 0) await bot.register(commands);
    return bot;
  }

  /** Says what it does from now on with every interaction. */
  answers(answer: (interaction: Interaction) => unknown): void {
    this.#answer = answer;
  }

  async register(commands: RESTPutAPIApplicationCommandsJSONBody): Promise<void> {
    await this.client.rest.put(Routes.applicationCommands(this.client.application.id), { body: commands });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.destroy();
  }
}

/** A REST client by itself, for bodies that discord.js's builders would not let through; it does not pace itself. */
export function restOf(playground: Playground, token = playground.token): REST {
  return new REST({ api: playground.apiUrl, version: '10', retries: 0, globalRequestsPerSecond: 10_000 }).setToken(
    token,
  );
}

/** A world with a bot in it that answers as it is told. */
export async function trial(
  commands: RESTPutAPIApplicationCommandsJSONBody,
  answer: (interaction: Interaction) => unknown,
) {
  const world = await Playground.start();
  const bot = await TrialBot.start(world, commands);
  bot.answers(answer);
  const stack = new AsyncDisposableStack();
  stack.use(world);
  stack.use(bot);
  return { world, bot, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
