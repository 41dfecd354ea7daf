/** The words in which a person's gestures are put: values of options and fields, files, choices, an open modal. */
import type {
  APIApplicationCommandOptionChoice,
  APIModalInteractionResponseCallbackData,
  Snowflake,
} from 'discord-api-types/v10';

export interface FileUpload {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** Guessed from the name where it is missing. */
  readonly contentType?: string;
}

/**
 * What is given for a command's option: a choice by its name or its value; a user, channel or role by its id or name
 * (`ada`, `#general`); a file for an attachment.
 */
export type OptionValue = string | number | boolean | FileUpload;
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** What is given for a modal's field: text, chosen values, a tick, or files. */
export type FieldValue = string | boolean | readonly string[] | FileUpload | readonly FileUpload[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

export type Choice = APIApplicationCommandOptionChoice;

/** A modal on someone's screen, until it is submitted. */
export interface OpenModal {
  readonly interactionId: Snowflake;
  readonly userId: Snowflake;
  readonly data: APIModalInteractionResponseCallbackData;
}

/**
 * When a gesture's promise resolves: at `finished`, as soon as there is something to see beyond "thinking…" (the
 * default), or at `acknowledged`, with the first response, deferrals included. A failed interaction resolves both.
 */
export interface GestureOptions {
  readonly until?: 'finished' | 'acknowledged';
}

/** The person's client would not have let them do this: nothing was sent to the bot. */
export class GestureRefused extends Error {
  override name = 'GestureRefused';
}
