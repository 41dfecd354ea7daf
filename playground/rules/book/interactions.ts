/** The rules of an interaction's life: in time, once, in a kind that it takes. */
import { measured, rule, SOURCES } from './rule.ts';

const { responding } = SOURCES;
const callback = `${responding}#interaction-response-object-interaction-callback-type`;
const followUps = `${responding}#followup-messages`;
const choice = `${responding}#interaction-response-object-autocomplete`;

export const interactionRules = {
  'interaction.first-response': measured(
    3_000,
    'The first response comes within % ms',
    `${responding}#interaction-callback`,
  ),
  'interaction.token': measured(15 * 60_000, 'An interaction’s token serves for % ms, 15 minutes', followUps),
  'interaction.once': rule('The first response comes once', responding),
  'interaction.known': rule('A response names an interaction and its own token', responding),
  'interaction.command-kinds': rule('A command is answered by a message, a deferral or a modal', callback),
  'interaction.component-kinds': rule(
    'A component is answered by a message, an update, a deferral of either or a modal',
    callback,
  ),
  'interaction.modal-kinds': rule(
    'A modal is answered by a message or a deferral, by an update where a component opened it, and never by a modal',
    callback,
  ),
  'interaction.completion-kinds': rule('A completion is answered by choices alone, and cannot be deferred', callback),
  'interaction.deferral-flags': rule('A deferral takes the ephemeral flag and no other', callback),
  'interaction.choices': measured(25, 'A completion gives at most % choices', choice),
  'interaction.choice-name': measured(100, 'A completion’s choice has a name of 1 to % characters', choice),
  'interaction.choice-value': measured(100, 'A completion’s text has 1 to % characters', choice),
  'interaction.choice-kind': rule('A completion’s choices are of the option’s own kind: text or numbers', choice),
  'interaction.acknowledged': rule('Messages follow a first response that was given, and not a completion', followUps),
  'interaction.user-follow-ups': measured(
    5,
    'An application that only its user has installed sends at most % follow-ups to an interaction',
    followUps,
  ),
  'interaction.own-messages': rule('A token reaches the messages of its own interaction alone', followUps),
} as const;
