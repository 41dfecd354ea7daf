/**
 * `/fic help`: what there is to call, for readers and for moderators, from the declarations themselves; and how to search.
 */
import { command, component, type HelpPorts } from '#commands/help/ports.ts';
import { searchHelpView } from '#commands/help/search-view.ts';
import { HELP_PARTS, type HelpEntry, type HelpPart, helpView } from '#commands/help/view.ts';
import { beginSearch } from '#commands/search/session.ts';
import { choice } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { SEARCH_EXAMPLES } from '#src/query/examples.ts';
import { parseQuery } from '#src/query/language.ts';
import { FicError } from '#src/story/errors.ts';

export const help = command({
  name: 'fic help',
  answer: 'reply-private',
  who: 'everyone',
  options: { about: choice(['search']) },
  run: (request, services) =>
    message(
      request.options.about === 'search' ? searchHelpView(request.language) : helpPage(request, services, 'readers'),
    ),
});

/** From one part to the other and back. What moderators can do is no secret. */
export const turnHelp = component({
  route: 'help',
  answer: 'update',
  who: 'everyone',
  run(request, services) {
    if (request.args.part === 'search') return message(searchHelpView(request.language));
    const part = HELP_PARTS.find((each) => each === request.args.part);
    if (!part) throw new FicError('button-outdated');
    return message(helpPage(request, services, part));
  },
});

/** One of the help's searches, as if it had been typed, for whoever pressed it. */
export const searchByExample = component({
  route: 'search-example',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const examples = SEARCH_EXAMPLES.flatMap((group): readonly { name: string; query: string }[] => group.examples);
    const example = examples.find(({ name }) => name === request.args.name);
    if (!example) throw new FicError('button-outdated');
    return message(await beginSearch(request, services, parseQuery(example.query).query));
  },
});

function helpPage(request: Asked, services: HelpPorts, part: HelpPart): MessageBody {
  const { where, language } = request;
  const who = part === 'readers' ? 'everyone' : 'moderators';
  const entries = services.commands
    .filter((each) => each.who === who)
    .map(
      ({ name, options, example }): HelpEntry => ({
        name,
        mention: services.mention(where.guildId, name),
        options: Object.entries(options).map(([option, { required }]) => ({ name: option, required })),
        // In direct messages there is no library to care for.
        example: example && (who === 'everyone' || where.guildId !== null) ? typed(example) : null,
      }),
    );
  // Nobody is a moderator in a direct message, and many who write one are moderators elsewhere.
  const others = part === 'moderators' || where.guildId === null || services.mayModerate(request);
  return helpView(language, { part, entries, others, direct: where.guildId === null });
}

function typed(example: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(example).map(([option, value]) => [option, String(value)]);
}
