/** Reads a request's body: JSON, or a form with `payload_json` and `files[n]`. */
import type { IncomingMessage } from 'node:http';
import { limitOf } from '../rules/book.ts';
import { refusal } from '../rules/discord-error.ts';
import { contentTypeOf } from '../world/content-type.ts';
import { isTrue } from './query.ts';
import type { UploadedFile } from './route.ts';

export interface ReadBody {
  readonly body: unknown;
  readonly files: ReadonlyMap<number, UploadedFile>;
}

/** @throws DiscordError 40005 where it is too large, 50109 where it is no JSON. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const bytes = await readBytes(request);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type);
  return { body: bytes.length > 0 ? parseJson(bytes.toString()) : undefined, files: new Map() };
}

async function readBytes(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  const most = limitOf('message.request-bytes');
  for await (const chunk of request) {
    length += chunk.length;
    // Read to the end all the same: an answer before that reaches nobody.
    if (length <= most) chunks.push(chunk);
  }
  if (length > most) throw refusal('requestTooLarge');
  return Buffer.concat(chunks);
}

async function readForm(bytes: Buffer<ArrayBuffer>, type: string): Promise<ReadBody> {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => {
    throw refusal('invalidJson');
  });
  const files = new Map<number, UploadedFile>();
  const fields: Record<string, unknown> = {};
  let body: unknown;
  for (const [name, value] of form) {
    if (typeof value !== 'string') {
      const contentType =
        value.type && value.type !== 'application/octet-stream' ? value.type : contentTypeOf(value.name);
      // Of old, a single file may have any name.
      const number = /^files\[(\d+)\]$/.exec(name)?.[1] ?? files.size;
      files.set(Number(number), { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()), contentType });
    } else if (name === 'payload_json') body = parseJson(value);
    else fields[name] = name === 'tts' ? isTrue(value) : value;
  }
  return { body: body ?? fields, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('invalidJson');
  }
}
