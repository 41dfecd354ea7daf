/**
 * What every engine of the catalog promises. Each engine's tests run this suite over its own store.
 */
import { describe } from 'vitest';
import { describeAccess } from '#tests/catalog/contract/access.ts';
import { describeCards } from '#tests/catalog/contract/cards.ts';
import { describeChanges } from '#tests/catalog/contract/changes.ts';
import { describeDrafts } from '#tests/catalog/contract/drafts.ts';
import { describeHeaders } from '#tests/catalog/contract/headers.ts';
import { describeInText } from '#tests/catalog/contract/in-text.ts';
import { describeLibraries } from '#tests/catalog/contract/libraries.ts';
import { describeLists } from '#tests/catalog/contract/lists.ts';
import { describeLog } from '#tests/catalog/contract/log.ts';
import { describeOwnNames } from '#tests/catalog/contract/own-names.ts';
import { describePersons } from '#tests/catalog/contract/persons.ts';
import { describePosts } from '#tests/catalog/contract/posts.ts';
import { describeReports } from '#tests/catalog/contract/reports.ts';
import { describeSearch } from '#tests/catalog/contract/search.ts';
import { describeSettings } from '#tests/catalog/contract/settings.ts';
import { describeShips } from '#tests/catalog/contract/ships.ts';
import { describeSuggestions } from '#tests/catalog/contract/suggestions.ts';
import { describeTakedowns } from '#tests/catalog/contract/takedowns.ts';
import { describeTexts } from '#tests/catalog/contract/texts.ts';
import { type OpenCatalog, startTrial } from '#tests/catalog/contract/trial.ts';

export function describeCatalog(name: string, open: OpenCatalog): void {
  describe(name, () => {
    const trial = startTrial(open);
    describeSearch(trial);
    describeCards(trial);
    describeShips(trial);
    describeAccess(trial);
    describeSuggestions(trial);
    describeTexts(trial);
    describeInText(trial);
    describeChanges(trial);
    describeDrafts(trial);
    describeHeaders(trial);
    describeLists(trial);
    describeReports(trial);
    describeTakedowns(trial);
    describeSettings(trial);
    describeLog(trial);
    describeOwnNames(trial);
    describeLibraries(trial);
    describePosts(trial);
    describePersons(trial);
  });
}
