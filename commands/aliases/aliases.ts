/**
 * `/library alias` and `/library aliases`: other names that this server's members use, noted, looked through and removed.
 */
import { type AliasesPorts, command, component } from '#commands/aliases/ports.ts';
import { aliasesView } from '#commands/aliases/view.ts';
import { completeFrom } from '#commands/search/completion.ts';
import { COOLDOWNS, requiredChoice, text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { type Asked, libraryOf } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { clipMarkdown } from '#src/kit/show/story-text.ts';
import { MOST_ALIASES, readAlias } from '#src/moderation/library-aliases.ts';
import type { Alias } from '#src/query/aliases.ts';
import { ALIAS_KINDS } from '#src/query/fields.ts';
import { FicError } from '#src/story/errors.ts';

/** Of a name in a sentence, in rendered UTF-16 units. */
const NAME = 100;

export const alias = command({
  name: 'library alias',
  answer: 'reply-private',
  who: 'moderators',
  options: { kind: requiredChoice(ALIAS_KINDS), name: text({ required: true }), means: text({ required: true }) },
  example: { kind: 'pairing', name: 'Johnlock', means: 'Sherlock Holmes/John Watson' },
  complete: {
    means: async (typed, request, services) =>
      request.options.kind ? completeFrom(request.options.kind)(typed, request, services) : [],
  },
  async run(request, services) {
    const { kind, name, means } = request.options;
    const noted = readAlias(kind, name, means);
    const library = libraryOf(request.where);
    const { aliases } = services.moderation;
    const { outcome, entry } = await aliases.put(library, noted, request.who.id, services.now());
    if (outcome === 'full') throw new FicError('aliases-full', { most: MOST_ALIASES });
    if (entry) services.tell(entry);
    return message(await page(request, services, { page: 0, said: said(request, outcome, noted) }));
  },
});

export const aliases = command({
  name: 'library aliases',
  answer: 'reply-private',
  who: 'moderators',
  options: {},
  example: {},
  run: async (request, services) => message(await page(request, services, { page: 0, said: null })),
});

export const turnAliases = component({
  route: 'aliases',
  answer: 'update',
  who: 'moderators',
  cooldown: COOLDOWNS.turning,
  run: async (request, services) => message(await page(request, services, { page: request.args.page, said: null })),
});

export const unalias = component({
  route: 'alias-remove',
  answer: 'update',
  who: 'moderators',
  async run(request, services) {
    const library = libraryOf(request.where);
    const number = Number(request.values[0]);
    const { aliases: kept } = services.moderation;
    const found = (await kept.list(library)).find((each) => each.number === number);
    const entry = found ? await kept.remove(library, number, request.who.id, services.now()) : null;
    if (entry) services.tell(entry);
    const done = found && entry ? said(request, 'removed', found) : null;
    return message(await page(request, services, { page: request.args.page, said: done }));
  },
});

function said({ language }: Asked, outcome: 'added' | 'changed' | 'same' | 'removed', noted: Alias): string {
  return language.say(`aliases.${outcome}`, {
    alias: clipMarkdown(noted.alias, NAME),
    standsFor: clipMarkdown(noted.standsFor, NAME),
  });
}

async function page(
  { where, language }: Asked,
  { moderation }: AliasesPorts,
  shown: { readonly page: number; readonly said: string | null },
): Promise<MessageBody> {
  return aliasesView(language, await moderation.aliases.list(libraryOf(where)), shown.page, shown.said);
}
