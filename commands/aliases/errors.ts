/**
 * What the list of other names refuses.
 */
declare module '#src/story/errors.ts' {
  interface FicErrors {
    'aliases-full': { most: number };
  }
}

export {};
