#!/usr/bin/env node
/**
 * The `ficus` program: one verb a function, exit codes 0 (done), 1 (failed), 2 (called wrongly).
 *
 * A verb's code is loaded when the verb is called: help and a slip of the fingers are answered at once.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { FAULTS_HELP, type FaultList, readFaults } from '#src/cli/fault-list.ts';
import { fail, type Terminal, terminal } from '#src/cli/terminal.ts';
import { loadConfig } from '#src/config.ts';
import { PERMISSION_BASES, SHARED_LIBRARY } from '#src/story/story.ts';

const DONE = 0;
const USED_WRONGLY = 2;

/** What there is to call; the documents' examples are held against it. */
export function program(out: Terminal): Command {
  const ficus = new Command('ficus')
    .description('The fic bot for fandom communities on Discord.')
    .exitOverride()
    .showHelpAfterError('(ficus --help shows what there is)');
  const verb = (name: string, description: string) => ficus.command(name).description(description);
  const json = new Option('--json', 'print JSON (documented in docs/reference/command-line.md)');

  verb('start', 'run the bot on Discord; needs DISCORD_TOKEN').action(async () => {
    const { start } = await import('#src/cli/start.ts');
    await start(loadConfig(), out);
  });
  verb('play', 'try the bot in your browser, without Discord')
    .option('--port <port>', 'the port on 127.0.0.1; 0 takes a free one', port)
    .option('--faults <list>', FAULTS_HELP, faults)
    .option('--record <file>', 'writes down what the bot and the playground say to each other, as JSON lines')
    .action(async (given: { port?: number; faults?: FaultList; record?: string }) => {
      const { play } = await import('#src/cli/play.ts');
      await play(loadConfig(), given, out);
    });
  verb('replay', 'print what `play --record` wrote down')
    .argument('<file>')
    .option('--speed <n>', 'this many times as fast as it was; default: all at once', speed)
    .action(async (file: string, given: { speed?: number }) => {
      const { replay } = await import('#src/cli/replay.ts');
      await replay(file, given, out);
    });
  // What `npm start` runs: the bot where there is a token, the playground where there is none.
  ficus.command('start-or-play', { hidden: true }).action(async () => {
    const config = loadConfig();
    if (config.token === null) await (await import('#src/cli/play.ts')).play(config, {}, out);
    else await (await import('#src/cli/start.ts')).start(config, out);
  });
  verb('register', "tell Discord the bot's commands; `start` does it by itself when they changed")
    .option('--guild <id>', "only this server's own commands")
    .action(async (given: { guild?: string }) => {
      const { register } = await import('#src/cli/register.ts');
      await register(loadConfig(), given.guild ?? null, out);
    });
  verb('import', 'add stories from files or folders')
    .argument('<files...>', 'text files as posted, or folders of them')
    .option(
      '--library <id>',
      "a Discord server's id; default: the shared library, which every server sees",
      library,
      SHARED_LIBRARY,
    )
    .addOption(
      new Option('--permission <basis>', 'why the texts may be shown; `none` keeps cards without text')
        .choices(PERMISSION_BASES)
        .default('none'),
    )
    .option('--evidence <text>', 'where the author or the licence says so', '')
    .option('--dry-run', 'read the files and write nothing')
    .addOption(json)
    .action(async (files, given) => {
      const { importFiles } = await import('#src/cli/import.ts');
      await importFiles(loadConfig(), files, given, out);
    });
  verb('search', 'search the catalog')
    .argument('<words...>')
    .addOption(json)
    .option('--limit <n>', 'at most this many', count, 10)
    .action(async (words, given) => {
      const { searchStories } = await import('#src/cli/look.ts');
      await searchStories(loadConfig(), words, given, out);
    });
  verb('show', "show a story's card")
    .argument('<id>')
    .addOption(json)
    .action(async (id, given) => {
      const { showStory } = await import('#src/cli/look.ts');
      await showStory(loadConfig(), id, given, out);
    });
  verb('read', 'read a story')
    .argument('<id>')
    .addOption(new Option('--page <n>', 'this page').argParser(count).conflicts('all'))
    .option('--all', 'all pages')
    .addOption(json)
    .action(async (id, given) => {
      const { readStory } = await import('#src/cli/look.ts');
      await readStory(loadConfig(), id, given, out);
    });
  verb('backup', 'write both databases into one file, also beside a running bot')
    .argument('<file>')
    .option('--force', 'replace a file that is there')
    .addOption(json)
    .action(async (file: string, given: { force?: true; json?: true }) => {
      const { backup } = await import('#src/cli/backup.ts');
      await backup(loadConfig(), file, given, out);
    });
  verb('restore', 'put a backup in the place of both databases, which are kept beside them; the bot is to be stopped')
    .argument('<file>')
    .addOption(json)
    .action(async (file: string, given: { json?: true }) => {
      const { restore } = await import('#src/cli/restore.ts');
      await restore(loadConfig(), file, given, out);
    });
  verb('reports', "print the open reports about the shared library's stories, from all servers")
    .addOption(json)
    .action(async (given) => {
      const { showReports } = await import('#src/cli/shared-reports.ts');
      await showReports(loadConfig(), given, out);
    });
  verb('takedown', "take a story down at its author's word; a running bot replaces what it posted of it")
    .argument('<id>')
    .requiredOption('--reason <text>', 'at whose word: who asked, where and when')
    .option('--undo', 'bring it back instead, as it was before')
    .action(async (id, given) => {
      const { takeDown } = await import('#src/cli/takedown.ts');
      await takeDown(loadConfig(), id, given, out);
    });
  verb('invite', 'print the link that adds the bot to a server, with exactly the permissions it needs').action(
    async () => {
      const { invite } = await import('#src/cli/invite.ts');
      await invite(loadConfig(), out);
    },
  );
  verb('doctor', 'check the settings: what is set, what is wrong, what to do').action(async () => {
    const { doctor } = await import('#src/cli/doctor.ts');
    await doctor(out);
  });
  return ficus;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65535) throw new InvalidArgumentError('It is 0 to 65535.');
  return value;
}

function faults(list: string): FaultList {
  const read = readFaults(list);
  if (typeof read === 'string') throw new InvalidArgumentError(read);
  return read;
}

function speed(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It is a number above 0.');
  return value;
}

function library(text: string): string {
  if (text === SHARED_LIBRARY || /^\d{15,22}$/.test(text)) return text;
  throw new InvalidArgumentError(`It is "${SHARED_LIBRARY}" or a server's id, which is a long number.`);
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It is a whole number from 1 on.');
  return value;
}

export async function main(): Promise<void> {
  const out = terminal();
  try {
    await program(out).parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === DONE ? DONE : USED_WRONGLY;
    else fail(out, error);
  }
}

if (import.meta.main) await main();
