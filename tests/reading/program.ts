/** Starts another process of Node's, which is stopped when the test is over. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

interface Program {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: Interface;
  /** As `kill -9` does: no handler runs, nothing is closed. */
  kill(): Promise<void>;
}

export function startProgram(program: URL, ...args: string[]): Program {
  const child = spawn(process.execPath, [fileURLToPath(program), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  return { process: child, lines: createInterface(child.stdout), kill };
}
