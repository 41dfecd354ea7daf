/** A refusal in Discord's shape: an HTTP status, a numbered code and, for a bad body, the tree that says where. */
import { type RESTError, type RESTErrorData, RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { BrokenRule } from '../world/model.ts';
import { type RuleName, rules } from './book.ts';

export class DiscordError extends Error {
  override name = 'DiscordError';
  readonly status: number;
  readonly code: number;
  readonly errors: RESTErrorData | undefined;
  readonly broken: readonly BrokenRule[];

  constructor(
    status: number,
    code: number,
    message: string,
    { errors, broken = [] }: { readonly errors?: RESTErrorData; readonly broken?: readonly BrokenRule[] } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.broken = broken;
  }

  /** The same, of a body that stands inside another: `content` of a callback is `data.content`. */
  under(field: string): DiscordError {
    if (!this.errors) return this;
    const broken = this.broken.map((each) => ({ ...each, path: `${field}.${each.path}` }));
    return new DiscordError(this.status, this.code, this.message, { errors: { [field]: this.errors }, broken });
  }

  get body(): RESTError {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

/** Where a body is wrong, by which rule, with Discord's code for it and its sentence. */
export interface FormProblem {
  readonly rule: RuleName;
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
  return new DiscordError(400, RESTJSONErrorCodes.InvalidFormBodyOrContentType, 'Invalid Form Body', {
    errors: asData(root),
    broken: problems.map(({ rule, path }) => brokenRule(rule, path.join('.'))),
  });
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

const {
  UnknownChannel,
  UnknownGuild,
  UnknownMember,
  UnknownMessage,
  UnknownUser,
  UnknownApplication,
  UnknownApplicationCommand,
  UnknownWebhook,
  UnknownInteraction,
  InvalidWebhookToken,
  InteractionHasAlreadyBeenAcknowledged,
  RequestEntityTooLarge,
  MaximumNumberOfApplicationCommandsReached,
  MaximumDailyApplicationCommandCreatesReached,
  MissingAccess,
  MissingPermissions,
  CannotEditMessageAuthoredByAnotherUser,
  CannotSendAnEmptyMessage,
  CannotSendAMessageInAForumChannel,
  CannotSendMessagesToThisUser,
  CannotExecuteActionOnThisChannelType,
  RequestBodyContainsInvalidJSON,
  InvalidActionOnArchivedThread,
  ThreadAlreadyCreatedForMessage,
  ThreadLocked,
  MaximumActiveThreads,
  MaximumThreadParticipantsReached,
  ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages,
} = RESTJSONErrorCodes;

const refusals = {
  unauthorized: [401, 0, '401: Unauthorized', 'access.token'],
  unknownRoute: [404, 0, '404: Not Found', 'access.route'],
  unknownChannel: [404, UnknownChannel, 'Unknown Channel', 'access.channel'],
  unknownGuild: [404, UnknownGuild, 'Unknown Guild', 'access.guild'],
  unknownMember: [404, UnknownMember, 'Unknown Member', 'access.member'],
  unknownMessage: [404, UnknownMessage, 'Unknown Message', 'access.message'],
  unknownUser: [404, UnknownUser, 'Unknown User', 'access.user'],
  unknownApplication: [404, UnknownApplication, 'Unknown Application', 'access.application'],
  unknownCommand: [404, UnknownApplicationCommand, 'Unknown application command', 'access.command'],
  unknownWebhook: [404, UnknownWebhook, 'Unknown Webhook', 'interaction.known'],
  unknownInteraction: [404, UnknownInteraction, 'Unknown interaction', 'interaction.known'],
  invalidWebhookToken: [401, InvalidWebhookToken, 'Invalid Webhook Token', 'interaction.token'],
  alreadyAcknowledged: [
    400,
    InteractionHasAlreadyBeenAcknowledged,
    'Interaction has already been acknowledged.',
    'interaction.once',
  ],
  requestTooLarge: [413, RequestEntityTooLarge, 'Request entity too large', 'message.request-bytes'],
  tooManyCommands: [
    400,
    MaximumNumberOfApplicationCommandsReached,
    'Maximum number of application commands reached (100).',
    'command.slash',
  ],
  tooManyCommandsToday: [
    400,
    MaximumDailyApplicationCommandCreatesReached,
    'Max number of daily application command creates has been reached (200)',
    'command.daily',
  ],
  missingAccess: [403, MissingAccess, 'Missing Access', 'permission.ViewChannel'],
  missingPermissions: [403, MissingPermissions, 'Missing Permissions', 'thread.own-changes'],
  notYourMessage: [
    403,
    CannotEditMessageAuthoredByAnotherUser,
    'Cannot edit a message authored by another user',
    'message.own',
  ],
  emptyMessage: [400, CannotSendAnEmptyMessage, 'Cannot send an empty message', 'message.empty'],
  directMessagesClosed: [
    403,
    CannotSendMessagesToThisUser,
    'Cannot send messages to this user',
    'access.direct-messages',
  ],
  forumTakesNoMessages: [
    400,
    CannotSendAMessageInAForumChannel,
    'Cannot send a message in a forum channel',
    'access.forum',
  ],
  wrongChannelType: [
    400,
    CannotExecuteActionOnThisChannelType,
    'Cannot execute action on this channel type',
    'thread.parent',
  ],
  invalidJson: [400, RequestBodyContainsInvalidJSON, 'The request body contains invalid JSON.', 'form.json'],
  threadArchived: [400, InvalidActionOnArchivedThread, 'Thread is archived', 'thread.archived'],
  threadOfMessageExists: [
    400,
    ThreadAlreadyCreatedForMessage,
    'A thread has already been created for this message',
    'thread.of-message',
  ],
  threadLocked: [400, ThreadLocked, 'Thread is locked', 'thread.locked'],
  tooManyThreads: [400, MaximumActiveThreads, 'Maximum number of active threads reached', 'thread.cap'],
  tooManyThreadMembers: [
    400,
    MaximumThreadParticipantsReached,
    'Maximum number of thread participants reached (1000)',
    'thread.members',
  ],
  tooManyFollowUps: [
    400,
    ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages,
    'This interaction has hit the maximum number of follow-up messages',
    'interaction.user-follow-ups',
  ],
} as const satisfies Record<string, readonly [status: number, code: number, message: string, rule: RuleName]>;

export type RefusalName = keyof typeof refusals;

/** One of Discord's plain refusals, by a name of ours; the rule is the one that is broken most often by it unless said. */
export function refusal(name: RefusalName, rule?: RuleName): DiscordError {
  const [status, code, message, usual] = refusals[name];
  return new DiscordError(status, code, message, { broken: [brokenRule(rule ?? usual)] });
}

export function brokenRule(rule: RuleName, path = ''): BrokenRule {
  const { says, source } = rules[rule];
  return { rule, says, source, path };
}
