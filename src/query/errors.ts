/**
 * What cannot be asked.
 */
declare module '#src/story/errors.ts' {
  interface FicErrors {
    'range-unreadable': { text: string };
  }
}

export {};
