/**
 * What Discord offers while somebody types: quickly or not at all, and nothing that Discord would refuse.
 */

import { type AutocompleteInteraction, InteractionResponseType } from 'discord.js';
import type { Timer } from '#src/discord/acknowledgement.ts';
import { asked } from '#src/discord/incoming.ts';
import { type Pace, type RawWire, replyWire } from '#src/discord/reply-wire.ts';
import type { AnyCommand, Choice, OptionSpec } from '#src/kit/declaration.ts';
import type { Asked } from '#src/kit/request.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { Languages } from '#src/language/language.ts';
import type { Outcome } from '#src/ops/handled.ts';
import type { Log } from '#src/ops/log.ts';
import { isBlank } from '#src/story/characters.ts';

/** Completion answers with nothing rather than late: each keystroke asks anew. */
const COMPLETE_WITHIN_MS = 2000;

export interface CompletionParts<Services> {
  readonly services: Services;
  readonly languages: Languages;
  readonly mayModerate: (from: Asked) => boolean;
  readonly log: Log;
  readonly timer: Timer;
  readonly pace?: Pace | undefined;
}

/** @param command - undefined where it is not declared any more. */
export async function complete<Services>(
  interaction: AutocompleteInteraction,
  command: AnyCommand<Services> | undefined,
  parts: CompletionParts<Services>,
): Promise<Outcome> {
  const { log, timer, pace } = parts;
  const wire = replyWire(interaction.client.rest as RawWire, interaction, pace);
  let choices: readonly Choice[] = [];
  let outcome: Outcome = 'answered';
  try {
    const focused = interaction.options.getFocused(true);
    const completer = command?.complete[focused.name];
    if (command && completer) {
      const completing = choicesOf(command, completer, focused.value, interaction, parts);
      choices = await within(COMPLETE_WITHIN_MS, timer, completing);
    }
  } catch (error) {
    outcome = 'defect';
    log.error({ err: error, what: command?.name }, 'completion failed');
  }
  const body = {
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices: fitChoices(choices) },
  };
  try {
    await wire.respond(body);
    return outcome;
  } catch (error) {
    // Whoever types faster than we answer has moved on: the next keystroke asks again.
    log.debug({ err: error, what: command?.name }, 'a completion came too late');
    return 'late';
  }
}

async function choicesOf<Services>(
  command: AnyCommand<Services>,
  completer: AnyCommand<Services>['complete'][string],
  typed: string,
  interaction: AutocompleteInteraction,
  { languages, mayModerate, services }: CompletionParts<Services>,
): Promise<readonly Choice[]> {
  const from = await asked(interaction, languages);
  if (command.who === 'moderators' && !mayModerate(from)) return [];
  const given = interaction.options.data[0]?.options ?? [];
  const filledIn = given.filter(({ name, value }) => isFilledIn(command.options[name], value));
  const options = Object.fromEntries(filledIn.map(({ name, value }) => [name, value]));
  return completer(typed, { ...from, options }, services);
}

/** While somebody types Discord tells what they have so far, and checks nothing of it: half a choice is none. */
function isFilledIn(spec: OptionSpec | undefined, value: unknown): boolean {
  if (spec?.kind === 'choice') return spec.choices.includes(String(value));
  if (spec?.kind === 'integer')
    return Number.isSafeInteger(value) && Number(value) >= spec.min && Number(value) <= spec.max;
  return spec?.kind === 'text';
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
