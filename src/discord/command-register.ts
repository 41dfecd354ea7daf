/**
 * Which commands Discord has of ours, everywhere and server by server, and under which ids: kept right at the start, when the
 * bot joins a server, and when a server's settings change whom its own commands are shown to.
 */
import { DiscordAPIError, RateLimitError } from 'discord.js';
import {
  type Registered,
  type RegistrationMemory,
  type RegistrationWire,
  registerCommands,
} from '#src/discord/registration.ts';
import type { CommandJson } from '#src/kit/command-json.ts';
import type { Log } from '#src/ops/log.ts';

/** After so many ms a server that got nothing has another try. */
const TRY_AGAIN_MS = 10 * 60 * 1000;

export interface CommandRegisterParts {
  readonly wire: RegistrationWire;
  /** Asked once the bot is logged in. */
  readonly applicationId: () => string;
  readonly memory: RegistrationMemory;
  readonly everywhere: readonly CommandJson[];
  /** What a server has for itself, as things are now. */
  readonly ofServer: (guildId: string) => readonly CommandJson[];
  /** Runs something after some ms, unless the returned function is called before. */
  readonly timer: (ms: number, run: () => void) => () => void;
  readonly log: Log;
}

export class CommandRegister {
  readonly #parts: CommandRegisterParts;
  readonly #ids = new Map<string | null, Registered['ids']>();
  /** Servers whose turn will come. */
  readonly #waiting = new Set<string>();
  /** What calls off the next try for a server that got nothing for a reason that may be over later. */
  readonly #again = new Map<string, () => void>();
  /** Servers of which the log has that they take none. */
  readonly #refusing = new Set<string>();
  #last: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(parts: CommandRegisterParts) {
    this.#parts = parts;
  }

  /**
   * Registers what every server has. Where Discord takes no new commands for now, of which it takes 200 a day, the bot runs
   * with those that it has.
   */
  async everywhere(): Promise<void> {
    const { everywhere, log } = this.#parts;
    try {
      if (await this.#register(null, everywhere)) {
        log.info({ commands: everywhere.length }, 'registered the commands, which had changed');
      }
    } catch (error) {
      if (!(error instanceof RateLimitError)) throw error;
      const minutes = Math.ceil(error.retryAfter / 60_000);
      log.warn(
        { minutes },
        'Discord takes no commands for so many minutes; the earlier ones stay until the next start',
      );
    }
  }

  /**
   * Sees to it that a server has its own commands as they are now: one server after the other, and no other work waits.
   *
   * @returns when it had its turn, whatever came of it.
   */
  keep(guildId: string): Promise<void> {
    if (this.#waiting.has(guildId)) return this.#last;
    this.#waiting.add(guildId);
    this.#last = this.#last.then(async () => {
      this.#waiting.delete(guildId);
      if (!this.#isClosed) await this.#keep(guildId);
    });
    return this.#last;
  }

  /** The bot is no longer there, and its commands neither. */
  async forget(guildId: string): Promise<void> {
    this.#ids.delete(guildId);
    this.#refusing.delete(guildId);
    this.#callOff(guildId);
    await this.#parts.memory.forget(this.#parts.applicationId(), guildId);
  }

  /** As members press it in a message; plain where its id is not known. @param command - such as `fic search`. */
  mention(guildId: string | null, command: string): string {
    const [group = ''] = command.split(' ');
    const id = (guildId !== null && this.#ids.get(guildId)?.[group]) || this.#ids.get(null)?.[group];
    return id ? `</${command}:${id}>` : `\`/${command}\``;
  }

  /** Resolves when every server asked for so far has had its turn. */
  async settled(): Promise<void> {
    for (let last: Promise<void> | null = null; last !== this.#last; ) {
      last = this.#last;
      await last;
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const guildId of this.#again.keys()) this.#callOff(guildId);
  }

  #callOff(guildId: string): void {
    this.#again.get(guildId)?.();
    this.#again.delete(guildId);
  }

  async #keep(guildId: string): Promise<void> {
    const { ofServer, timer, log } = this.#parts;
    this.#callOff(guildId);
    try {
      if (await this.#register(guildId, ofServer(guildId))) {
        log.debug({ guild: guildId }, "registered a server's own commands, which had changed");
      }
    } catch (error) {
      if (this.#isClosed) return;
      if (error instanceof DiscordAPIError && error.status < 500) {
        if (this.#refusing.has(guildId)) return;
        this.#refusing.add(guildId);
        const { code } = error;
        log.warn({ guild: guildId, code }, 'a server takes no commands: invite the bot again (ficus invite)');
        return;
      }
      this.#again.set(
        guildId,
        timer(TRY_AGAIN_MS, () => void this.keep(guildId)),
      );
      log.warn({ err: error, guild: guildId }, "a server's own commands could not be registered; another try follows");
    }
  }

  /** @returns whether anything had to be sent. */
  async #register(guildId: string | null, commands: readonly CommandJson[]): Promise<boolean> {
    const { wire, memory, applicationId } = this.#parts;
    const { ids, sent } = await registerCommands(wire, memory, applicationId(), guildId, commands);
    this.#ids.set(guildId, ids);
    return sent;
  }
}
