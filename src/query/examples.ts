/**
 * The query language by examples: what the help and the documents teach it with. Each finds something among the starter stories.
 */

interface ExampleGroup {
  readonly name: string;
  readonly examples: readonly { readonly name: string; readonly query: string }[];
}

/** Names are what sentences and buttons know them by; at most three in a group, and six groups fill a message. */
export const SEARCH_EXAMPLES = [
  {
    name: 'words',
    examples: [
      { name: 'words', query: 'robin garden' },
      { name: 'phrase', query: '"left slipper"' },
      { name: 'beginning', query: 'illness*' },
    ],
  },
  {
    name: 'fields',
    examples: [
      { name: 'fandom', query: 'fandom:"sherlock holmes"' },
      { name: 'author', query: 'author:asphodelinquent' },
      { name: 'tag', query: 'tag:"case file"' },
    ],
  },
  {
    name: 'ships',
    examples: [
      { name: 'romantic', query: 'ship:anne/wentworth' },
      { name: 'platonic', query: 'ship:"holmes & watson"' },
      { name: 'larger', query: 'ship:~joly/musichetta' },
    ],
  },
  {
    name: 'ranges',
    examples: [
      { name: 'length', query: 'words:1k-5k' },
      { name: 'rating', query: 'rating<=teen' },
      { name: 'updated', query: 'updated<7d' },
    ],
  },
  {
    name: 'choosing',
    examples: [
      { name: 'either', query: 'robin OR slipper' },
      { name: 'without', query: 'genre:humor -crossover' },
      { name: 'brackets', query: '(alice OR dracula) -warning:violence' },
    ],
  },
  {
    name: 'order',
    examples: [
      { name: 'longest', query: 'rating:general sort:words' },
      { name: 'complete', query: 'is:complete sort:title' },
      { name: 'crossover', query: 'is:crossover' },
    ],
  },
] as const satisfies readonly ExampleGroup[];
