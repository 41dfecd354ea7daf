/** What is wrong with a query is told so that anybody finds it again in what they typed, whatever they typed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mistakesText } from '#commands/search/mistakes.ts';
import { RESULTS_PER_PAGE, resultsView } from '#commands/search/view.ts';
import { notice } from '#src/kit/show/notices.ts';
import { loadLanguages } from '#src/language/language.ts';
import { parseQuery } from '#src/query/language.ts';
import { MISTAKE_CODES } from '#src/query/mistakes.ts';
import { queryOf } from '#src/query/options.ts';
import { FIELD_EXAMPLES, MISTAKE_EXAMPLES } from '#src/query/vocabulary.ts';
import { queryText } from '#tests/query/arbitrary-query.ts';
import { expectAccepted, textsOf } from '#tests/views/accepted.ts';
import { found } from '#tests/views/found.ts';
import { hostileField, hostileStory } from '#tests/views/hostile-story.ts';

const english = loadLanguages().for('en-US');
const said = (text: string) => mistakesText(english, text, parseQuery(text).mistakes);

describe('mistakes', () => {
  test.each<[string, string]>([
    ['robin words:1k- garden', '`robin words:▸1k-◂ garden`'],
    ['fandm:x', '`▸fandm◂:x`'],
    ['robin "garden', '`robin ▸"◂garden`'],
    ['robin fandom:', '`robin ▸fandom:◂`'],
    ['福尔摩斯 rating:紫', '`福尔摩斯 rating:▸紫◂`'],
    ['fandm:x robin words:abc', '`▸fandm◂:x robin words:▸abc◂`'],
    ['`robin` OR', '`ˋrobinˋ ▸OR◂`'],
    [
      `${'robin '.repeat(12)}words:abc ${'garden '.repeat(12)}`,
      '`…robin robin robin words:▸abc◂ garden garden garden ga…`',
    ],
  ])('of %j are marked where they stand', (text, code) => {
    expect(said(text)?.split('\n')[0]).toBe(`Look between ▸ and ◂: ${code}`);
  });

  test('are none where nothing is wrong', () => {
    expect(said('robin fandom:sherlock')).toBeNull();
  });

  test('are told one by one up to three, and the others counted', () => {
    const lines = said('words:a words:b words:c words:d words:e')?.split('\n') ?? [];
    expect(lines.slice(1, -1)).toEqual([
      ...['a', 'b', 'c'].map((value) => `\`${value}\` is no number or range that I can read. Try \`words:1k-5k\`.`),
      'And 2 more.',
    ]);
  });

  test('name what was meant where that is near', () => {
    expect(said('is:crosover')).toContain('Did you mean `is:crossover`?');
    expect(said('charatcer:x')).toContain('Did you mean `character:`?');
  });

  test('of every kind have a sentence, and their examples are without mistakes', () => {
    for (const code of MISTAKE_CODES) {
      const details = { field: 'tag', value: 'x', operator: 'OR', most: '9' };
      const text = mistakesText(english, 'x', [{ code, at: 0, length: 1, details }]);
      expect(text?.split('\n')[1], code).toMatch(/^[A-Z`].*[.?`]$/);
      expect(text, code).not.toContain('{{');
    }
    for (const example of [...FIELD_EXAMPLES.values(), ...MISTAKE_EXAMPLES.values()]) {
      expect(parseQuery(example).mistakes, example).toEqual([]);
    }
  });

  test('of any text are a message that Discord takes, in which nothing of the text acts', () => {
    fc.assert(
      fc.property(fc.oneof(queryText(40), hostileField()), (typed) => {
        const text = said(typed);
        if (text === null) return;
        expect(text.length).toBeLessThanOrEqual(1200);
        const code = [...text.matchAll(/`[^`]*`/g)].map(([span]) => span);
        for (const span of code) expect(span).not.toMatch(/@(?=everyone|here|[!&]?\d)|discord(?:app)?\./i);
        // Whatever stands in code is shown as it is: what is left are the bot's own words.
        expectAccepted(notice(code.reduce((rest, span) => rest.replace(span, 'x'), text)));
        expectAccepted(notice(text), code);
      }),
      { numRuns: 1000 },
    );
  });

  test('stand above any results', () => {
    const stories = fc.array(hostileStory(), { minLength: 1, maxLength: RESULTS_PER_PAGE });
    fc.assert(
      fc.property(stories, hostileField(), (all, asked) => {
        const hits = all.map((story, index) => ({ ...story, id: `${story.id}${index}` }));
        const note = said('words:a fandm:b "') ?? '';
        const query = queryOf({ tag: asked });
        const result = found({ total: 20, hits });
        const body = resultsView(english, { session: 'abc', page: 0, result, floor: 'mature', query, note });
        expect(textsOf(body).markdown[0]).toBe(note);
        const code = [...note.matchAll(/`[^`]*`/g)].map(([span]) => span);
        expectAccepted(body, code);
      }),
      { numRuns: 60 },
    );
  });
});
