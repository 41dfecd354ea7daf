/**
 * The English sentences → the TypeScript that says what each of them needs.
 */
import { FALLBACK, readLanguages } from '#src/language/files.ts';
import { type Need, needsOf, readMessage } from '#src/language/message-needs.ts';

const HEAD = `/**
 * What each sentence needs. Made of \`locales/${FALLBACK}\` by \`npm run sentences\`; not to be changed by hand.
 */
type Nothing = Record<never, never>;

export interface Sentences {
`;
/** Biome's. */
const LINE_WIDTH = 120;

/** Commands' texts are none: Discord shows them as they are. @throws Error where a sentence is no message. */
export function sentenceTypes(): string {
  const english = [...(readLanguages().get(FALLBACK) ?? [])].filter(([key]) => !key.startsWith('commands.'));
  const lines = english.map(([key, text]) => {
    try {
      return line(key, [...needsOf(readMessage(text))]);
    } catch (error) {
      throw new Error(`"${key}" is no sentence: ${text}`, { cause: error });
    }
  });
  return `${HEAD}${lines.join('')}}\n`;
}

function line(key: string, needs: readonly (readonly [name: string, need: Need])[]): string {
  if (needs.length === 0) return `  '${key}': Nothing;\n`;
  const values = needs.map(([name, need]) => `${name}: ${typeOf(need)}`);
  const short = `  '${key}': { ${values.join('; ')} };\n`;
  if (short.length <= LINE_WIDTH + 1) return short;
  return `  '${key}': {\n${values.map((value) => `    ${value};\n`).join('')}  };\n`;
}

function typeOf(need: Need): string {
  if (need === 'text') return 'string';
  return need === 'number' ? need : need.map((each) => `'${each}'`).join(' | ');
}
