/** Commands as a place registers them: each by itself, its size in all, and the whole set. */
import { type APIApplicationCommand, ApplicationCommandType, type LocalizationMap } from 'discord-api-types/v10';
import { z } from 'zod';
import { limitOf, type MeasuredName, type RuleName } from './book.ts';
import { command, told } from './command-schema.ts';
import { type FormProblem, invalidForm, refusal } from './discord-error.ts';
import { type KindRule, parseBody } from './form.ts';

/** A command as it is declared: what Discord adds is not there yet. */
export type DeclaredCommand = Partial<APIApplicationCommand> & Pick<APIApplicationCommand, 'type' | 'name'>;

const kindRule: KindRule = (_type, path) => (path.includes('options') ? 'command.nesting' : 'command.kind');

/** @param ofGuild - whether the command is one guild's own. @throws DiscordError 50035 */
export function parseCommand(body: unknown, ofGuild: boolean): DeclaredCommand {
  const parsed = withoutTold(parseBody<DeclaredCommand>(command, body, kindRule));
  const problems = [...sizeProblems(parsed, []), ...(ofGuild ? globalProblems(parsed, []) : [])];
  if (problems.length > 0) throw invalidForm(problems);
  return parsed;
}

/** Checks the whole set of a place. @throws DiscordError 50035, or 30032 where they are too many. */
export function parseCommands(body: unknown, ofGuild: boolean): DeclaredCommand[] {
  const parsed = parseBody<DeclaredCommand[]>(z.array(command), body, kindRule).map(withoutTold);
  const problems = parsed.flatMap((each, index) => [
    ...sizeProblems(each, [index]),
    ...(ofGuild ? globalProblems(each, [index]) : []),
    ...(parsed.findIndex(({ type, name }) => type === each.type && name === each.name) < index
      ? [duplicate(index)]
      : []),
  ]);
  if (problems.length > 0) throw invalidForm(problems);
  checkCounts(parsed);
  return parsed;
}

function duplicate(index: number): FormProblem {
  const message = 'Application command names must be unique';
  return { rule: 'command.unique', path: [index], code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message };
}

const countRules: ReadonlyMap<ApplicationCommandType, MeasuredName> = new Map([
  [ApplicationCommandType.ChatInput, 'command.slash'],
  [ApplicationCommandType.User, 'command.user'],
  [ApplicationCommandType.Message, 'command.message'],
]);

/** @throws DiscordError 30032 */
export function checkCounts(commands: readonly { readonly type: ApplicationCommandType }[]): void {
  for (const [type, rule] of countRules) {
    if (commands.filter((each) => each.type === type).length > limitOf(rule)) throw refusal('tooManyCommands', rule);
  }
}

function withoutTold(given: DeclaredCommand): DeclaredCommand {
  const own = Object.entries(given).filter(([key]) => !Object.hasOwn(told, key));
  return Object.fromEntries(own) as unknown as DeclaredCommand;
}

/** Contexts and kinds of installation, said of a guild's own command. */
function globalProblems(given: DeclaredCommand, path: readonly PropertyKey[]): FormProblem[] {
  const rule: RuleName = 'command.global-only';
  const message = 'This can be set for global commands only.';
  return (['contexts', 'integration_types'] as const)
    .filter((field) => given[field] !== undefined)
    .map((field) => ({ rule, path: [...path, field], code: 'APPLICATION_COMMAND_GLOBAL_ONLY', message }));
}

function sizeProblems(given: DeclaredCommand, path: readonly PropertyKey[]): FormProblem[] {
  const [size, most] = [sizeOf(given), limitOf('command.size')];
  const message = `Command exceeds maximum size (${most}); it has ${size}.`;
  return size > most ? [{ rule: 'command.size', path, code: 'APPLICATION_COMMAND_TOO_LARGE', message }] : [];
}

interface Sized {
  readonly name?: string;
  readonly name_localizations?: LocalizationMap | null | undefined;
  readonly description?: string | undefined;
  readonly description_localizations?: LocalizationMap | null | undefined;
  readonly value?: string | number;
  readonly options?: readonly Sized[] | undefined;
  readonly choices?: readonly Sized[] | undefined;
}

function sizeOf(given: Sized): number {
  const longest = (own: string | undefined, translations: LocalizationMap | null | undefined) =>
    Math.max(own?.length ?? 0, ...Object.values(translations ?? {}).map((each) => each?.length ?? 0));
  const own =
    longest(given.name, given.name_localizations) +
    longest(given.description, given.description_localizations) +
    (typeof given.value === 'string' ? given.value.length : 0);
  return [...(given.options ?? []), ...(given.choices ?? [])].reduce((sum, each) => sum + sizeOf(each), own);
}
