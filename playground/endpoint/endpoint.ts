/** Interactions over HTTP in place of the gateway, signed as Discord signs them, to an endpoint that has proved that it checks. */
import { type KeyObject, sign } from 'node:crypto';
import { InteractionResponseType, InteractionType, type RESTError } from 'discord-api-types/v10';
import { respondFirst } from '../rest/routes/interactions.ts';
import { limitOf } from '../rules/book.ts';
import { DiscordError } from '../rules/discord-error.ts';
import { changeInteraction } from '../world/interactions.ts';
import type { Interaction } from '../world/model.ts';
import type { World } from '../world/world.ts';

/** Where there is no answer of the endpoint's that could be read. */
const unread: RESTError = { code: 0, message: 'The endpoint gave no interaction response in JSON' };

export class Endpoint {
  readonly #world: World;
  readonly #url: string;
  readonly #key: KeyObject;

  private constructor(world: World, url: string, key: KeyObject) {
    this.#world = world;
    this.#url = url;
    this.#key = key;
  }

  /**
   * Asks the endpoint what Discord asks before it takes an address: a PING that is answered by a PONG, and one with a
   * false signature that is answered by 401.
   *
   * @throws Error that says what the endpoint did instead.
   */
  static async connect(world: World, url: string, key: KeyObject): Promise<Endpoint> {
    const endpoint = new Endpoint(world, url, key);
    const ping = { type: InteractionType.Ping, id: world.ids.next(), application_id: world.applicationId, version: 1 };
    const pong = await endpoint.#post(ping);
    const said: unknown = pong.ok ? await pong.json().catch(() => null) : null;
    const type: unknown = said instanceof Object ? Reflect.get(said, 'type') : null;
    if (type !== InteractionResponseType.Pong) {
      throw new Error(`Discord would not take ${url}: it answers a PING with ${pong.status} and no PONG (type 1).`);
    }
    const forged = await endpoint.#post(ping, Buffer.alloc(64).toString('hex'));
    if (forged.status !== 401) {
      throw new Error(
        `Discord would not take ${url}: it answers a false signature with ${forged.status} in place of 401.`,
      );
    }
    return endpoint;
  }

  /** Sends an interaction and takes the answer as its first response; 202 promises a callback over REST. */
  async deliver(interaction: Interaction): Promise<void> {
    let response: Response;
    try {
      response = await this.#post(interaction.payload);
    } catch {
      this.#fail(interaction);
      return;
    }
    if (response.status === 202) return;
    const body: unknown = response.ok ? await response.json().catch(() => null) : null;
    const error = body === null ? unread : this.#respond(interaction, body);
    this.#world.record({
      method: 'POST',
      route: this.#url,
      path: this.#url,
      body,
      files: [],
      status: response.status,
      error: error && ('body' in error ? error.body : error),
      broken: error && 'broken' in error ? error.broken : [],
      fault: null,
    });
    if (error) this.#fail(interaction);
  }

  #respond(interaction: Interaction, body: unknown): DiscordError | null {
    try {
      respondFirst(this.#world, interaction, { body, files: new Map() });
      return null;
    } catch (cause) {
      return cause instanceof DiscordError ? cause : new DiscordError(500, 0, `500: Internal Server Error (${cause})`);
    }
  }

  #fail(interaction: Interaction): void {
    if (interaction.state === 'waiting') changeInteraction(this.#world, interaction, { state: 'failed' });
  }

  #post(payload: object, signature?: string): Promise<Response> {
    const body = JSON.stringify(payload);
    const timestamp = String(Math.floor(this.#world.clock.now() / 1_000));
    const signed = signature ?? sign(null, Buffer.from(timestamp + body), this.#key).toString('hex');
    return fetch(this.#url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-signature-ed25519': signed,
        'x-signature-timestamp': timestamp,
      },
      body,
      signal: AbortSignal.timeout(limitOf('interaction.first-response')),
    });
  }
}
