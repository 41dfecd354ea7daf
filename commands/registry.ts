/**
 * The list of everything that people can call and press.
 */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { keepForLater, moreByAuthor, readFromCard } from '#commands/components/card.ts';
import { openListed, restoreFromCard, withdrawFromCard } from '#commands/components/care.ts';
import {
  chooseBasis,
  discardDraft,
  draftFilled,
  evidence,
  fillDraft,
  publishDraft,
} from '#commands/components/draft.ts';
import {
  openRefine,
  refineBy,
  searchAsTyped,
  searchOtherKind,
  showNewest,
  sortResults,
  takeChosenAway,
  takeFilterAway,
  takeWordsAway,
} from '#commands/components/filters.ts';
import {
  closeListed,
  endReport,
  lookAtReport,
  reportEnded,
  withdrawReported,
} from '#commands/components/open-report.ts';
import { pick } from '#commands/components/pick.ts';
import { begin, beginAt, chapter, jump, notes, pageSize, readAt, turn } from '#commands/components/reading.ts';
import { reportPage, reportStory, sendPageReport, sendReport } from '#commands/components/report.ts';
import {
  askForPage,
  jumpToPage,
  openResult,
  searchAgain,
  shareCard,
  turnResults,
} from '#commands/components/search.ts';
import { block, unblock } from '#commands/fic/block.ts';
import { help, searchByExample, turnHelp } from '#commands/fic/help.ts';
import { askToForget, exportMine, forgetMe, keepMe, privacy } from '#commands/fic/privacy.ts';
import { read } from '#commands/fic/read.ts';
import { search } from '#commands/fic/search.ts';
import { backToLast, nameSearch, removeSaved, runSaved, saveSearch, searches } from '#commands/fic/searches.ts';
import { shelf, turnShelf } from '#commands/fic/shelf.ts';
import { show } from '#commands/fic/show.ts';
import { add, draftFromModal } from '#commands/library/add.ts';
import { edit, editAgain, editFromCard, openEdit, saveTyped } from '#commands/library/edit.ts';
import {
  history,
  historyFromCard,
  lookAtRevision,
  putHeaderBack,
  turnHistory,
  turnLog,
} from '#commands/library/history.ts';
import { importFile } from '#commands/library/import.ts';
import { list, listState, turnList } from '#commands/library/list.ts';
import { reports } from '#commands/library/reports.ts';
import { restore } from '#commands/library/restore.ts';
import { changeSetting, forgetGone, settings } from '#commands/library/settings.ts';
import { cancelTakedown, confirmTakedown, takedown } from '#commands/library/takedown.ts';
import { undoTakedown } from '#commands/library/takedown-undo.ts';
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
  commands: [
    search,
    searches,
    show,
    read,
    shelf,
    block,
    privacy,
    help,
    add,
    importFile,
    list,
    edit,
    history,
    withdraw,
    restore,
    takedown,
    undoTakedown,
    reports,
    settings,
  ],
  components: [
    ...[turnResults, askForPage, searchAgain, openResult, shareCard],
    ...[takeFilterAway, takeChosenAway, takeWordsAway, openRefine, refineBy, sortResults],
    ...[searchAsTyped, searchOtherKind, showNewest, backToLast, nameSearch, runSaved, removeSaved],
    ...[readFromCard, keepForLater, moreByAuthor],
    ...[begin, beginAt, readAt, turn, jump, chapter, pageSize, notes],
    ...[pick, turnShelf, unblock, turnHelp, searchByExample],
    ...[exportMine, askToForget, forgetMe, keepMe],
    ...[fillDraft, evidence, chooseBasis, publishDraft, discardDraft],
    ...[turnList, listState, openListed, withdrawFromCard, restoreFromCard],
    ...[editFromCard, openEdit, editAgain],
    ...[historyFromCard, turnHistory, turnLog, lookAtRevision, putHeaderBack],
    ...[confirmTakedown, cancelTakedown],
    ...[changeSetting, forgetGone],
    ...[reportStory, reportPage, lookAtReport, withdrawReported, endReport, closeListed],
  ],
  modals: [draftFromModal, draftFilled, sendReport, sendPageReport, reportEnded, saveTyped, jumpToPage, saveSearch],
};
