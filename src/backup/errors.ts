/**
 * What is wrong with a backup, or with where it is to go.
 */
declare module '#src/story/errors.ts' {
  interface FicErrors {
    'nothing-to-back-up': { file: string };
    'backup-exists': { file: string };
    'backup-over-database': { file: string };
    'backup-foreign': { file: string };
    'backup-newer': { file: string; by: string; own: string };
    'backup-broken': { file: string; reason: string };
  }
}

export {};
