/** The attachments' own host: hands out files by the address that a message or an interaction gave. */
import type { ServerResponse } from 'node:http';
import type { World } from '../world/world.ts';

export const attachmentPrefix = '/attachments/';

export function answerAttachment(world: World, pathname: string, response: ServerResponse): void {
  const [, , , id = '', name = ''] = pathname.split('/');
  const file = world.files.get(id);
  if (!file || encodeURIComponent(file.name) !== name) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('This content is no longer available.');
    return;
  }
  response
    .writeHead(200, {
      'content-type': file.contentType,
      'content-length': file.bytes.byteLength,
      // A story in HTML is a file to keep, not a page of this origin.
      'content-disposition': file.contentType.startsWith('image/') ? 'inline' : 'attachment',
      'x-content-type-options': 'nosniff',
    })
    .end(file.bytes);
}
