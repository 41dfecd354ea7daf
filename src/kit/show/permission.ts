/**
 * The menu of why a text may be shown.
 */

import { StringSelectMenuOptionBuilder } from '@discordjs/builders';
import { clip } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { Language } from '#src/language/language.ts';
import { PERMISSION_BASES, type PermissionBasis } from '#src/story/story.ts';

export function basisOptions(language: Language, chosen?: PermissionBasis): StringSelectMenuOptionBuilder[] {
  return PERMISSION_BASES.map((basis) =>
    new StringSelectMenuOptionBuilder()
      .setLabel(clip(language.say(`kit.bases.${basis}.name`), LIMITS.selectLabel))
      .setDescription(clip(language.say(`kit.bases.${basis}.description`), LIMITS.selectDescription))
      .setValue(basis)
      .setDefault(basis === chosen),
  );
}
