/**
 * The list of everything that people can call and press.
 */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { keepForLater, moreByAuthor, readFromCard, report, sendReport } from '#commands/components/card.ts';
import {
  chooseBasis,
  discardDraft,
  draftFilled,
  evidence,
  fillDraft,
  publishDraft,
} from '#commands/components/draft.ts';
import { pick } from '#commands/components/pick.ts';
import { begin, chapter, jump, notes, pageSize, turn } from '#commands/components/reading.ts';
import { openResult, searchAgain, shareCard, turnResults } from '#commands/components/search.ts';
import { help, turnHelp } from '#commands/fic/help.ts';
import { read } from '#commands/fic/read.ts';
import { search } from '#commands/fic/search.ts';
import { shelf, turnShelf } from '#commands/fic/shelf.ts';
import { show } from '#commands/fic/show.ts';
import { add, draftFromModal } from '#commands/library/add.ts';
import { importFile } from '#commands/library/import.ts';
import { closeReport, reports } from '#commands/library/reports.ts';
import { restore } from '#commands/library/restore.ts';
import { changeSetting, forgetGone, settings } from '#commands/library/settings.ts';
import { withdraw } from '#commands/library/withdraw.ts';
import type { Services } from '#commands/services.ts';
import type { CommandSet } from '#src/kit/declaration.ts';

export const COMMANDS: CommandSet<Services> = {
  groups: [
    { name: 'fic', inDirectMessages: true, defaultPermissions: null, inEachServer: false },
    {
      ...{ name: 'library', inDirectMessages: false, inEachServer: true },
      defaultPermissions: PermissionFlagsBits.ManageGuild,
    },
  ],
  commands: [search, show, read, shelf, help, add, importFile, withdraw, restore, reports, settings],
  components: [
    ...[turnResults, searchAgain, openResult, shareCard],
    ...[readFromCard, keepForLater, moreByAuthor, report],
    ...[begin, turn, jump, chapter, pageSize, notes],
    ...[pick, turnShelf, turnHelp],
    ...[fillDraft, evidence, chooseBasis, publishDraft, discardDraft],
    ...[closeReport],
    ...[changeSetting, forgetGone],
  ],
  modals: [draftFromModal, draftFilled, sendReport],
};
