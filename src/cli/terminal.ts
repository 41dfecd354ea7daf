/**
 * What a verb writes to, and how it fails: a sentence for what was expected, a stack only for what was not.
 */
import { failureSentence } from '#src/kit/show/notices.ts';
import { type Language, loadLanguages } from '#src/language/language.ts';
import { FicError } from '#src/story/errors.ts';

export interface Terminal {
  readonly language: Language;
  /** Results, on standard output. */
  print(line: string): void;
  /** Everything else, on standard error. */
  note(line: string): void;
  /** Whether a person watches standard error. */
  readonly watched: boolean;
  /** Replaces the line that is being shown while something long runs; '' removes it. Only where a person watches. */
  progress(line: string): void;
}

export function terminal(): Terminal {
  const watched = process.stderr.isTTY === true;
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  return {
    language: loadLanguages().for(Intl.DateTimeFormat().resolvedOptions().locale),
    print: (line) => void process.stdout.write(`${harmless(line)}\n`),
    note: (line) => void process.stderr.write(`${harmless(line)}\n`),
    watched,
    progress: (line) => {
      if (watched) process.stderr.write(`\r\u001b[K${harmless(line)}`);
    },
  };
}

/** `ficus read … | head`: a reader that has seen enough is no failure, and what is being written is written to the end. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** No title or file name commands the terminal: control characters are written as in JSON, where that is the same string. */
function harmless(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Sentences have Discord's emphasis and code marks, which a terminal has not. */
export function plainSentence(text: string): string {
  return text.replaceAll('**', '').replaceAll('`', '');
}

/** Says what failed and makes the program end with 1. */
export function fail(out: Terminal, error: unknown): void {
  process.exitCode = 1;
  out.progress('');
  if (error instanceof FicError) {
    out.note(plainSentence(failureSentence(out.language, error)));
    return;
  }
  out.note(
    out.language.say('cli.internal', {
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
  );
}
