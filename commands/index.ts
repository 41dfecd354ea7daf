/**
 * The features, in the order in which Discord, the help and the privacy of a member tell of them. The only list of them.
 */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { addingFeature } from '#commands/adding/feature.ts';
import { aliasesFeature } from '#commands/aliases/feature.ts';
import { blocksFeature } from '#commands/blocks/feature.ts';
import { cardFeature } from '#commands/card/feature.ts';
import { careFeature } from '#commands/care/feature.ts';
import { editingFeature } from '#commands/editing/feature.ts';
import { helpFeature } from '#commands/help/feature.ts';
import { historyFeature } from '#commands/history/feature.ts';
import { listingFeature } from '#commands/listing/feature.ts';
import { privacyFeature } from '#commands/privacy/feature.ts';
import { readingFeature } from '#commands/reading/feature.ts';
import { reportsFeature } from '#commands/reports/feature.ts';
import { savedSearchesFeature } from '#commands/saved-searches/feature.ts';
import { searchFeature } from '#commands/search/feature.ts';
import { settingsFeature } from '#commands/settings/feature.ts';
import { shelfFeature } from '#commands/shelf/feature.ts';
import { takedownFeature } from '#commands/takedown/feature.ts';
import { welcomeFeature } from '#commands/welcome/feature.ts';
import type { AnyKept } from '#src/kept/kept.ts';
import type { CommandSet, Group } from '#src/kit/declaration.ts';
import { collected, type Feature } from '#src/kit/feature.ts';

const ALL = [
  searchFeature,
  savedSearchesFeature,
  cardFeature,
  readingFeature,
  shelfFeature,
  blocksFeature,
  privacyFeature,
  helpFeature,
  addingFeature,
  listingFeature,
  editingFeature,
  historyFeature,
  careFeature,
  takedownFeature,
  reportsFeature,
  aliasesFeature,
  settingsFeature,
  welcomeFeature,
] as const;

const GROUPS: readonly Group[] = [
  { name: 'fic', inDirectMessages: true, defaultPermissions: null, inEachServer: false },
  {
    ...{ name: 'library', inDirectMessages: false, inEachServer: true },
    defaultPermissions: PermissionFlagsBits.ManageGuild,
  },
];

type PortsOf<Told> = Told extends Feature<infer Ports> ? (ports: Ports) => void : never;

/** Everything that some feature works with. */
export type Services = PortsOf<(typeof ALL)[number]> extends (ports: infer All) => void ? All : never;

export const FEATURES: readonly Feature<Services>[] = ALL;

export const COMMANDS: CommandSet<Services> = collected(GROUPS, FEATURES);

/** What the features keep. */
export const KEPT: readonly AnyKept[] = FEATURES.flatMap(({ kept }) => kept);
