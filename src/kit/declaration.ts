/**
 * The command kit: one declaration from which come the JSON that registers a command, the types of its arguments, its
 * completion, its permission check and its page in the docs.
 *
 * Descriptions are not written here but in `locales/`, under `commands.<group>.<name>`.
 */

import type { ArgsOf, RouteTable } from '#src/kit/custom-id.ts';
import type { Reply } from '#src/kit/reply.ts';
import type { Attachment, CommandRequest, ComponentRequest, ModalRequest } from '#src/kit/request.ts';

export type OptionSpec =
  | { readonly kind: 'text'; readonly required: boolean; readonly maxLength: number }
  | { readonly kind: 'integer'; readonly required: boolean; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly required: boolean; readonly choices: readonly string[] }
  | { readonly kind: 'attachment'; readonly required: boolean };

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type ValueOf<Spec extends OptionSpec> = Spec extends { kind: 'choice'; choices: readonly (infer Choice)[] }
  ? Choice
  : Spec extends { kind: 'integer' }
    ? number
    : Spec extends { kind: 'attachment' }
      ? Attachment
      : string;

type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name]['required'] extends true
    ? ValueOf<Specs[Name]>
    : ValueOf<Specs[Name]> | undefined;
};

export function text<const Given extends { required?: boolean; maxLength?: number }>(given: Given) {
  const required = (given.required ?? false) as Given['required'] extends true ? true : false;
  return { kind: 'text', required, maxLength: given.maxLength ?? 100 } as const;
}

export function integer(given: { min: number; max: number }) {
  return { kind: 'integer', required: false, ...given } as const;
}

/** At most 25, each named under `commands.choices.<option>.<value>` in `locales/`. */
export function choice<const Choices extends readonly string[]>(choices: Choices) {
  return { kind: 'choice', required: false, choices } as const;
}

export function requiredChoice<const Choices extends readonly string[]>(choices: Choices) {
  return { kind: 'choice', required: true, choices } as const;
}

export function attachment() {
  return { kind: 'attachment', required: true } as const;
}

/** A completion's offer. Discord takes at most 25, name and value at most 100 characters. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** Who may call it: checked by the dispatcher at every call and press, whatever Discord's own settings say. */
export type Who = 'everyone' | 'moderators';

/** How it answers. The first three are acknowledged in time by themselves; a modal opens without I/O, or after one read. */
export type Answer = 'reply-public' | 'reply-private' | 'update' | 'modal';

/**
 * How often one member may call one thing: so many times at once, and then once every `seconds / times`. Far above what a person
 * does, for what a script does.
 */
export interface Cooldown {
  readonly times: number;
  readonly seconds: number;
}

export const COOLDOWNS = {
  /** Pages, which a fast reader turns fast. */
  turning: { times: 60, seconds: 30 },
  /** What a declaration has that names none. */
  everyday: { times: 30, seconds: 30 },
  /** What many see or somebody has to answer: posts and reports. */
  public: { times: 12, seconds: 60 },
  /** Imports, exports and what else keeps a thread busy for seconds. */
  heavy: { times: 12, seconds: 60 },
} as const satisfies Record<string, Cooldown>;

type Completer<Options, Services> = (
  typed: string,
  request: CommandRequest<Partial<Options>>,
  services: Services,
) => Promise<readonly Choice[]>;

export interface CommandDeclaration<Specs extends OptionSpecs, Services> {
  /** `<group> <subcommand>`. */
  readonly name: `${string} ${string}`;
  readonly answer: Exclude<Answer, 'update'>;
  readonly who: Who;
  /** `COOLDOWNS.everyday` where none is named. */
  readonly cooldown?: Cooldown;
  /** Required ones first, as Discord wants them. */
  readonly options: Specs;
  readonly complete?: { readonly [Name in keyof Specs]?: Completer<OptionValues<Specs>, Services> };
  /** What the help offers to try: these options, as if they were typed. */
  readonly example?: Partial<OptionValues<Specs>>;
  run(request: CommandRequest<OptionValues<Specs>>, services: Services): Reply | Promise<Reply>;
}

interface PressDeclaration<Name extends string> {
  /** One of the feature's routes.ts. */
  readonly route: Name;
  readonly who: Who;
  /** `COOLDOWNS.everyday` where none is named. */
  readonly cooldown?: Cooldown;
}

export interface ComponentDeclaration<Routes extends RouteTable, Name extends keyof Routes & string, Services>
  extends PressDeclaration<Name> {
  readonly answer: Answer;
  run(request: ComponentRequest<ArgsOf<Routes[Name]>>, services: Services): Reply | Promise<Reply>;
}

export interface ModalDeclaration<Routes extends RouteTable, Name extends keyof Routes & string, Services>
  extends PressDeclaration<Name> {
  /** A modal cannot answer a modal. */
  readonly answer: Exclude<Answer, 'modal'>;
  run(request: ModalRequest<ArgsOf<Routes[Name]>>, services: Services): Reply | Promise<Reply>;
}

/** Declarations with their own option and argument types forgotten: what lists and the dispatcher hold. */
export type AnyCommand<Services> = Omit<
  CommandDeclaration<OptionSpecs, Services>,
  'complete' | 'cooldown' | 'example' | 'run'
> & {
  readonly cooldown: Cooldown;
  readonly example?: Readonly<Record<string, unknown>>;
  readonly complete: Readonly<Record<string, Completer<Record<string, unknown>, Services>>>;
  run(request: CommandRequest<Record<string, unknown>>, services: Services): Reply | Promise<Reply>;
};

type AnyArgs = Readonly<Record<string, string | number>>;

/** What a press of a button or a choice from a menu does. */
interface Component<Name extends string, Services> extends Required<PressDeclaration<Name>> {
  readonly kind: 'component';
  readonly answer: Answer;
  run(request: ComponentRequest<AnyArgs>, services: Services): Reply | Promise<Reply>;
}

/** What a modal that was sent does. */
interface ModalSubmit<Name extends string, Services> extends Required<PressDeclaration<Name>> {
  readonly kind: 'modal';
  readonly answer: Exclude<Answer, 'modal'>;
  run(request: ModalRequest<AnyArgs>, services: Services): Reply | Promise<Reply>;
}

export type Press<Name extends string, Services> = Component<Name, Services> | ModalSubmit<Name, Services>;

/**
 * The declaring functions for one set of services and one table of routes.
 *
 * The casts forget argument types that the dispatcher re-establishes by parsing: options against their specs, custom ids
 * against their route.
 */
export function kitFor<Services, Routes extends RouteTable>() {
  return {
    command: <const Specs extends OptionSpecs>(declared: CommandDeclaration<Specs, Services>) =>
      ({ complete: {}, cooldown: COOLDOWNS.everyday, ...declared }) as unknown as AnyCommand<Services>,
    component: <const Name extends keyof Routes & string>(declared: ComponentDeclaration<Routes, Name, Services>) =>
      ({ kind: 'component', cooldown: COOLDOWNS.everyday, ...declared }) as unknown as Component<Name, Services>,
    modalSubmit: <const Name extends keyof Routes & string>(declared: ModalDeclaration<Routes, Name, Services>) =>
      ({ kind: 'modal', cooldown: COOLDOWNS.everyday, ...declared }) as unknown as ModalSubmit<Name, Services>,
  };
}

/** A top-level command, whose subcommands are declared one a file. */
export interface Group {
  readonly name: string;
  /** Where it may be called. */
  readonly inDirectMessages: boolean;
  /** Discord permission bits that it asks for by default; null asks for none. Only a default: an admin may override it. */
  readonly defaultPermissions: bigint | null;
  /** Each server has it as a command of its own, for whom it is shown differs; else all servers have the same one. */
  readonly inEachServer: boolean;
}

/** All that can be called and pressed. */
export interface CommandSet<Services> {
  readonly groups: readonly Group[];
  readonly commands: readonly AnyCommand<Services>[];
  readonly routes: RouteTable;
  /** By their routes' names. */
  readonly presses: Readonly<Record<string, Press<string, Services>>>;
}
