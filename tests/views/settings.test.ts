/** The settings, the log's lines and what is told below an answer are messages that Discord takes, at their fullest too. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logMessage, logSentence } from '#commands/history/log-view.ts';
import { type SettingTrouble, settingsView, troubleText } from '#commands/settings/view.ts';
import { notice } from '#src/kit/show/notices.ts';
import { withPostscript } from '#src/kit/show/postscript.ts';
import { loadLanguages } from '#src/language/language.ts';
import type { LogAction } from '#src/moderation/library-log.ts';
import { DEFAULT_SETTINGS, type LibrarySettings, READING_WAYS } from '#src/moderation/settings.ts';
import { RATING_FLOORS } from '#src/story/audience.ts';
import { expectAccepted, textsOf } from '#tests/views/accepted.ts';
import { hostileField } from '#tests/views/hostile-story.ts';

const english = loadLanguages().for('en-US');
const ID = '12345678901234567890';
const LACKED = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'CreatePrivateThreads', 'SendMessagesInThreads'] as const;
const TROUBLES: readonly SettingTrouble[] = [
  { kind: 'gone-role', setting: 'moderatorRoles' },
  ...(['reportChannel', 'logChannel', 'readingChannel'] as const).flatMap((setting): SettingTrouble[] => [
    { kind: 'gone-channel', setting },
    { kind: 'unfit-channel', setting, channel: ID },
    { kind: 'lacking', setting, channel: ID, permissions: LACKED },
  ]),
];
const ALL_CHOSEN: LibrarySettings = {
  ...DEFAULT_SETTINGS,
  moderatorRoles: Array.from({ length: 25 }, (_, index) => `${100_000_000_000_000_000 + index}`),
  ...{ reportChannel: ID, logChannel: ID, readingChannel: ID },
};

describe('the settings of a library', () => {
  test('are a message that Discord takes, whatever is chosen and whatever is wrong with it', () => {
    for (const ratingFloor of RATING_FLOORS) {
      for (const readingWay of READING_WAYS) {
        for (const [sharing, troubles, manages] of [
          [true, [], true],
          [false, TROUBLES, false],
        ] as const) {
          const settings = { ...ALL_CHOSEN, ratingFloor, readingWay, sharing };
          const view = settingsView(english, { settings, troubles, roles: settings.moderatorRoles, manages });
          expectAccepted(view, [`<#${ID}>`, ...LACKED.map((name) => permission(name))]);
        }
      }
    }
    expectAccepted(settingsView(english, { settings: DEFAULT_SETTINGS, troubles: [], roles: [], manages: true }));
  });

  test('say what is wrong in words that fit below any answer', () => {
    const words = troubleText(english, TROUBLES.slice(0, 4));
    const full = notice('w'.repeat(3990));
    expect(textsOf(withPostscript(notice('Done.'), words)).markdown).toEqual(['Done.', words]);
    expect(textsOf(withPostscript({ content: 'Done.' }, words)).markdown).toEqual([`Done.\n${words}`]);
    expect(textsOf(withPostscript({ content: '' }, words)).markdown).toEqual([words]);
    expect(withPostscript(full, words)).toEqual(full);
    const nearly = textsOf(withPostscript(notice('w'.repeat(3900)), words)).markdown;
    expect(nearly).toHaveLength(2);
    expect(nearly.join('').length).toBeLessThanOrEqual(4000);
    const crowded = {
      v2: true as const,
      components: Array.from({ length: 40 }, () => notice('w').components ?? []).flat(),
    };
    expect(withPostscript(crowded, words)).toEqual(crowded);
  });
});

describe('a line of the log', () => {
  const ACTIONS: readonly LogAction[] = [
    ...(['published', 'edited', 'withdrawn', 'restored'] as const),
    ...(['taken-down', 'takedown-undone', 'report-closed', 'settings-changed'] as const),
  ];

  test('is a message that Discord takes, whatever it was noted with', () => {
    fc.assert(
      fc.property(hostileField(), fc.constantFrom(...ACTIONS), fc.boolean(), (words, action, nameable) => {
        const details = { title: words, fields: words, setting: words, before: words, after: words };
        const entry = { library: '1', by: ID, at: 1, action, story: 'k3f9', details };
        expectAccepted(logMessage(english, entry, nameable), [`<@${ID}>`, '**']);
      }),
    );
  });

  test('shows its fic to a takedown, unless it tells of the takedown itself or names nothing', () => {
    const entry = { library: '1', by: ID, at: 1, story: 'k3f9', details: { title: 'The Wall' } };
    expect(logMessage(english, { ...entry, action: 'published' }, true).shows).toEqual(['k3f9']);
    expect(logMessage(english, { ...entry, action: 'published' }, false).shows).toBeUndefined();
    expect(logMessage(english, { ...entry, action: 'taken-down' }, true).shows).toBeUndefined();
  });

  test('names a choice that this release does not know any more as it was kept, and the operator as such', () => {
    const details = { setting: 'ratingFloor', before: 'adults-upside-down', after: 'teen' };
    const sentence = logSentence(english, { action: 'settings-changed', by: 'operator', details });
    expect(sentence).toContain(
      "The bot's operator changed a setting. **Ratings:** adults-upside-down → Restricted from Teen on",
    );
  });
});

function permission(name: (typeof LACKED)[number]): string {
  return `*${english.say(`kit.permissions.${name}`)}*`;
}
