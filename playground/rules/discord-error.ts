/** A refusal in Discord's shape: an HTTP status, a numbered code and, for a bad body, the tree that says where. */
import { type RESTError, type RESTErrorData, RESTJSONErrorCodes } from 'discord-api-types/v10';

export class DiscordError extends Error {
  override name = 'DiscordError';
  readonly status: number;
  readonly code: number;
  readonly errors: RESTErrorData | undefined;

  constructor(status: number, code: number, message: string, errors?: RESTErrorData) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  get body(): RESTError {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

/** Where a body is wrong, with Discord's code for it and its sentence. */
export interface FormProblem {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

/** 50035, with every problem in its place: `{components: {0: {_errors: […]}}}`. */
export function invalidForm(problems: readonly FormProblem[]): DiscordError {
  const root: Tree = {};
  for (const { path, code, message } of problems) {
    let node = root;
    for (const key of path) {
      const known = node[String(key)];
      const next = isTree(known) ? known : {};
      node[String(key)] = next;
      node = next;
    }
    const errors = Array.isArray(node._errors) ? node._errors : [];
    node._errors = [...errors, { code, message }];
  }
  return new DiscordError(400, RESTJSONErrorCodes.InvalidFormBodyOrContentType, 'Invalid Form Body', asData(root));
}

type Tree = { [key: string]: Tree | Leaf[] };
type Leaf = { code: string; message: string };

function isTree(node: Tree | Leaf[] | undefined): node is Tree {
  return node !== undefined && !Array.isArray(node);
}

/** Discord's type knows the tree's leaves under `_errors` only beside nothing else; the double's tree is wider. */
function asData(tree: Tree): RESTErrorData {
  return tree as RESTErrorData;
}

const refusals = {
  unauthorized: [401, 0, '401: Unauthorized'],
  unknownRoute: [404, 0, '404: Not Found'],
  unknownChannel: [404, RESTJSONErrorCodes.UnknownChannel, 'Unknown Channel'],
  unknownGuild: [404, RESTJSONErrorCodes.UnknownGuild, 'Unknown Guild'],
  unknownMember: [404, RESTJSONErrorCodes.UnknownMember, 'Unknown Member'],
  unknownMessage: [404, RESTJSONErrorCodes.UnknownMessage, 'Unknown Message'],
  unknownUser: [404, RESTJSONErrorCodes.UnknownUser, 'Unknown User'],
  unknownApplication: [404, RESTJSONErrorCodes.UnknownApplication, 'Unknown Application'],
  unknownCommand: [404, RESTJSONErrorCodes.UnknownApplicationCommand, 'Unknown application command'],
  unknownWebhook: [404, RESTJSONErrorCodes.UnknownWebhook, 'Unknown Webhook'],
  unknownInteraction: [404, RESTJSONErrorCodes.UnknownInteraction, 'Unknown interaction'],
  invalidWebhookToken: [401, RESTJSONErrorCodes.InvalidWebhookToken, 'Invalid Webhook Token'],
  alreadyAcknowledged: [
    400,
    RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
    'Interaction has already been acknowledged.',
  ],
  requestTooLarge: [413, RESTJSONErrorCodes.RequestEntityTooLarge, 'Request entity too large'],
  tooManyCommands: [
    400,
    RESTJSONErrorCodes.MaximumNumberOfApplicationCommandsReached,
    'Maximum number of application commands reached (100).',
  ],
  missingAccess: [403, RESTJSONErrorCodes.MissingAccess, 'Missing Access'],
  missingPermissions: [403, RESTJSONErrorCodes.MissingPermissions, 'Missing Permissions'],
  notInDirectMessages: [
    403,
    RESTJSONErrorCodes.CannotExecuteActionOnDMChannel,
    'Cannot execute action on a DM channel',
  ],
  notYourMessage: [
    403,
    RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser,
    'Cannot edit a message authored by another user',
  ],
  emptyMessage: [400, RESTJSONErrorCodes.CannotSendAnEmptyMessage, 'Cannot send an empty message'],
  notATextChannel: [
    400,
    RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel,
    'Cannot send messages in a non-text channel',
  ],
  forumTakesNoMessages: [
    400,
    RESTJSONErrorCodes.CannotSendAMessageInAForumChannel,
    'Cannot send a message in a forum channel',
  ],
  wrongChannelType: [
    400,
    RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType,
    'Cannot execute action on this channel type',
  ],
  invalidJson: [400, RESTJSONErrorCodes.RequestBodyContainsInvalidJSON, 'The request body contains invalid JSON.'],
  threadArchived: [400, RESTJSONErrorCodes.InvalidActionOnArchivedThread, 'Thread is archived'],
  threadOfMessageExists: [
    400,
    RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage,
    'A thread has already been created for this message',
  ],
  threadLocked: [400, RESTJSONErrorCodes.ThreadLocked, 'Thread is locked'],
  tooManyThreads: [400, RESTJSONErrorCodes.MaximumActiveThreads, 'Maximum number of active threads reached'],
  tooManyThreadMembers: [
    400,
    RESTJSONErrorCodes.MaximumThreadParticipantsReached,
    'Maximum number of thread participants reached (1000)',
  ],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export type RefusalName = keyof typeof refusals;

/** One of Discord's plain refusals, by a name of ours. */
export function refusal(name: RefusalName): DiscordError {
  const [status, code, message] = refusals[name];
  return new DiscordError(status, code, message);
}
