/** What the page posts, checked and done in the double by the member who stands there. */
import { z } from 'zod';
import { type FieldValue, type FileUpload, GestureRefused, type OpenModal } from '#playground/gestures/gesture.ts';
import type { Reply } from '#playground/gestures/reply.ts';
import type { Seat } from '#playground/gestures/seat.ts';
import type { Playground } from '#playground/playground.ts';
import type { Gestures, Outcome, Standing } from './wire.ts';

const file = z
  .object({ name: z.string().min(1), contentType: z.string(), base64: z.base64() })
  .transform(
    ({ name, contentType, base64 }): FileUpload => ({ name, contentType, bytes: Buffer.from(base64, 'base64') }),
  );
const standing = z.object({ member: z.string(), channel: z.string() }) satisfies z.ZodType<Standing>;
const command = {
  command: z.string(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), file])),
};
const component = { message: z.string(), customId: z.string() };

/** A name that the page may post to, and what it has to bring. */
const bodies = {
  slash: z.object(command),
  complete: z.object({ ...command, focused: z.string() }),
  context: z.union([
    z.object({ command: z.string(), message: z.string() }),
    z.object({ command: z.string(), person: z.string() }),
  ]),
  press: z.object(component),
  select: z.object({ ...component, values: z.array(z.string()) }),
  submit: z.object({
    modal: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string()), z.array(file)])),
  }),
  send: z.object({ content: z.string(), files: z.array(file) }),
} satisfies { [Name in keyof Gestures]: z.ZodType<unknown, Gestures[Name]> };

export const isAct = (name: string): name is keyof Gestures => Object.hasOwn(bodies, name);

/** Discord's client shows what there is as soon as the bot acknowledges: "thinking…" included. */
const soon = { until: 'acknowledged' } as const;

export class Acts {
  readonly #playground: Playground;
  /** Modals on someone's screen, by the interaction that they answer. */
  readonly #modals = new Map<string, OpenModal>();

  constructor(playground: Playground) {
    this.#playground = playground;
  }

  /** @throws z.ZodError where the body is not what the page would post. */
  async do(name: keyof Gestures, body: unknown): Promise<Outcome> {
    const { member, channel } = standing.parse(body);
    try {
      return await this.#do(name, this.#playground.member(member).in(channel), body);
    } catch (error) {
      if (error instanceof GestureRefused) return { status: 'refused', reason: error.message };
      throw error;
    }
  }

  async #do(name: keyof Gestures, seat: Seat, body: unknown): Promise<Outcome> {
    switch (name) {
      case 'slash': {
        const { command, options } = bodies.slash.parse(body);
        return this.#outcome(await seat.slash(command, options, soon));
      }
      case 'complete': {
        const { command, options, focused } = bodies.complete.parse(body);
        const choices = await seat.complete(command, options, focused).catch(onlyRefusal);
        return choices ? { status: 'choices', choices } : { status: 'failed' };
      }
      case 'context': {
        const chosen = bodies.context.parse(body);
        const target = 'person' in chosen ? chosen.person : this.#playground.messages.get(chosen.message);
        if (target === undefined) return { status: 'refused', reason: 'The message is not there.' };
        return this.#outcome(await seat.context(chosen.command, target, soon));
      }
      case 'press': {
        const { message, customId } = bodies.press.parse(body);
        return this.#outcome(await seat.press(message, (id) => id === customId, soon));
      }
      case 'select': {
        const { message, customId, values } = bodies.select.parse(body);
        return this.#outcome(await seat.select(message, customId, values, soon));
      }
      case 'submit':
        return this.#submit(seat, bodies.submit.parse(body));
      case 'send': {
        const { content, files } = bodies.send.parse(body);
        await seat.send(content, files);
        return { status: 'answered' };
      }
    }
  }

  async #submit(seat: Seat, { modal: id, values }: z.infer<typeof bodies.submit>): Promise<Outcome> {
    const modal = this.#modals.get(id);
    if (!modal) return { status: 'refused', reason: 'This form is not open any more.' };
    const fields: Record<string, FieldValue> = values;
    const outcome = this.#outcome(await seat.submit(modal, fields, soon));
    if (outcome.status === 'answered') this.#modals.delete(id);
    return outcome;
  }

  #outcome(reply: Reply): Outcome {
    if (reply.status === 'failed') return { status: 'failed' };
    if (!reply.modal) return { status: 'answered' };
    const { interactionId: id, data } = reply.modal;
    this.#modals.set(id, reply.modal);
    return { status: 'modal', modal: { id, title: data.title, components: data.components } };
  }
}

/** A bot that gives no choices in time is an answer of its own. */
function onlyRefusal(error: unknown): null {
  if (error instanceof GestureRefused) throw error;
  return null;
}
