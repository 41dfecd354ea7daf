/** What may be another name. */
import { describe, expect, it } from 'vitest';
import { readAlias } from '#src/moderation/library-aliases.ts';

describe('other names', () => {
  it('are names on one line, and not of themselves', () => {
    expect(readAlias('tag', ' soft\u0000\nhours ', 'Fluff')).toEqual({
      kind: 'tag',
      alias: 'soft hours',
      standsFor: 'Fluff',
    });
    for (const [name, means] of [
      ['', 'Fluff'],
      ['💔', 'Fluff'],
      ['soft', '/'],
    ] as const) {
      expect(() => readAlias('tag', name, means), name).toThrow('name-blank');
    }
    expect(() => readAlias('tag', 'FLUFF', 'fluff')).toThrow('alias-of-itself');
    expect(() => readAlias('pairing', 'Watson x Holmes', 'Holmes/Watson')).toThrow('alias-of-itself');
  });
});
