/**
 * The JSON of stories and findings that the program prints: stable, documented in docs/reference/command-line.md.
 */
import type { Finding } from '#src/importers/finding.ts';
import { findingSentence } from '#src/kit/show/findings.ts';
import type { Language } from '#src/language/language.ts';
import { pairingName } from '#src/story/pairing.ts';
import type { Story, StoryFields } from '#src/story/story.ts';

type Fields = Omit<StoryFields, 'title'> & { readonly title: string | null };

/** What a story says of itself; pairings by name, such as "Sherlock Holmes/John Watson". */
export function fieldsJson(
  fields: Fields,
  chapters: readonly { readonly title: string | null; readonly words: number }[],
) {
  const { raw, band, rank, ambiguous } = fields.rating;
  return {
    title: fields.title,
    authors: fields.authors,
    fandoms: fields.fandoms,
    pairings: fields.pairings.map(pairingName),
    characters: fields.characters,
    rating: { raw, band, rank, ambiguous },
    warnings: fields.warnings,
    categories: fields.categories,
    genres: fields.genres,
    tags: fields.tags,
    summary: fields.summary,
    notes: fields.notes,
    disclaimer: fields.disclaimer,
    series: fields.series,
    part: fields.part,
    status: fields.status,
    language: fields.language,
    words: chapters.reduce((sum, chapter) => sum + chapter.words, 0),
    chapters: chapters.length,
    chaptersTotal: fields.chaptersTotal,
    chapterTitles: chapters.map(({ title }) => title),
    posted: fields.postedAt === null ? null : new Date(fields.postedAt).toISOString(),
    sourceUrl: fields.sourceUrl,
    unknownFields: fields.unknownFields,
  };
}

export function storyJson(story: Story) {
  const { basis, evidence, by, at } = story.permission;
  return {
    id: story.id,
    library: story.library,
    revision: story.revision,
    state: story.state,
    ...fieldsJson(story, story.chapters),
    permission: { basis, evidence, by, at: new Date(at).toISOString() },
    published: new Date(story.publishedAt).toISOString(),
    updated: new Date(story.updatedAt).toISOString(),
  };
}

export function findingJson(language: Language, finding: Finding) {
  const { severity, code, field, where } = finding;
  const part = where !== null && 'part' in where ? { part: where.part } : {};
  return { severity, code, field, ...part, line: where?.line ?? null, sentence: findingSentence(language, finding) };
}
