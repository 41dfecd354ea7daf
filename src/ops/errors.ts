/**
 * What keeps the bot from being watched.
 */
declare module '#src/story/errors.ts' {
  interface FicErrors {
    'ops-port-in-use': { port: string };
  }
}

export {};
