/**
 * Fetching what a member uploaded: at once, since Discord's attachment URLs expire, from Discord's own host only, within
 * limits of bytes and time.
 */
import { MAX_FILE_BYTES } from '#src/importers/contract.ts';
import type { Attachment } from '#src/kit/request.ts';
import { FicError } from '#src/story/errors.ts';

/** Where Discord keeps attachments. */
const DISCORD_HOSTS = ['cdn.discordapp.com', 'media.discordapp.net'];
const DISCORD_API = 'discord.com';
const TIME_LIMIT_MS = 20_000;

export type FetchAttachment = (attachment: Attachment) => Promise<Uint8Array>;

/**
 * @param apiUrl - where the bot speaks REST: another API than Discord's own keeps its attachments at its own address.
 * @param timeLimitMs - for the whole file.
 * @returns a function that throws FicError `attachment-foreign`, `attachment-too-large`, `attachment-unreachable`.
 */
export function attachmentFetcher(apiUrl: string, timeLimitMs: number = TIME_LIMIT_MS): FetchAttachment {
  const api = new URL(apiUrl);
  const ownOrigin = api.hostname === DISCORD_API ? null : api.origin;

  return async ({ name, url, size }) => {
    if (size > MAX_FILE_BYTES) throw tooLarge(name);
    const from = URL.parse(url);
    const known =
      from && (from.origin === ownOrigin || (from.protocol === 'https:' && DISCORD_HOSTS.includes(from.host)));
    if (!known) throw new FicError('attachment-foreign', { name });
    try {
      const response = await fetch(from, { redirect: 'error', signal: AbortSignal.timeout(timeLimitMs) });
      if (!response.ok || !response.body) throw new FicError('attachment-unreachable', { name });
      return await readAll(response.body, name);
    } catch (error) {
      if (error instanceof FicError) throw error;
      throw new FicError('attachment-unreachable', { name }, { cause: error });
    }
  };
}

async function readAll(body: ReadableStream<Uint8Array>, name: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > MAX_FILE_BYTES) throw tooLarge(name);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tooLarge(name: string): FicError {
  return new FicError('attachment-too-large', { name, limit: Math.round(MAX_FILE_BYTES / 1_000_000) });
}
