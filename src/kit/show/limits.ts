/**
 * All of Discord's sizes that our messages obey, in UTF-16 units or counts.
 *
 * Source: Discord's developer documentation (Message, Embed limits, Components, Application Commands), August 2026.
 * Discord does not say how it counts characters; UTF-16 units are the safe upper bound.
 */
export const LIMITS = {
  embedTitle: 256,
  embedAuthor: 256,
  /** Of a message without Components V2. */
  content: 2000,
  /** Components V2 of a message, those in others included. */
  components: 40,
  /** Text of all Components V2 of a message together. */
  componentsText: 4000,
  buttonLabel: 80,
  buttonsInRow: 5,
  selectOptions: 25,
  selectLabel: 100,
  selectDescription: 100,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  threadName: 100,
  modalTitle: 45,
  modalInput: 4000,
  inputLabel: 45,
} as const;
