/**
 * Which Ficus this is, as its package says.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROOT } from '#src/config.ts';

export function ficusVersion(): string {
  return JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')).version;
}
