/** What a moderator said about a draft, as it was kept. */
import { expect, test } from 'vitest';
import { keptAnswers } from '#src/publishing/answers.ts';

test('what was said about a draft is read as it was kept, and told where it cannot be', () => {
  expect(keptAnswers('{"title":"Red","basis":"author-agreed"}')).toEqual({ title: 'Red', basis: 'author-agreed' });
  for (const json of ['{"title":', '[]', '"Red"', '{"title":7}', '{"basis":"hearsay"}']) {
    expect(() => keptAnswers(json), json).toThrow(expect.objectContaining({ code: 'draft-unreadable' }));
  }
});
