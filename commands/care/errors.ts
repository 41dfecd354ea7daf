/**
 * Which fic cannot be cared for.
 */
declare module '#src/story/errors.ts' {
  interface FicErrors {
    'story-ambiguous': { story: string };
  }
}

export {};
