/** The rules of messages, each kept and broken. */
import { Routes } from 'discord-api-types/v10';
import { say, times, v2, x } from '../bodies.ts';
import { type Ground, said, type Trials } from './ground.ts';

const embed = (more: object) => ({ embeds: [{ title: 'a', ...more }] });
const field = (more: object) => embed({ fields: [{ name: 'a', value: 'b', ...more }] });
const files = (count: number) => times(count, (n) => ({ name: `${n}.txt`, bytes: 1 }));
const ids = (count: number) => times(count, (n) => String(1_000 + n));

/** One request of so many bytes over the wire: several files whose form is filled up to it. */
async function request({ world, general }: Ground, bytes: number): Promise<void> {
  const boundary = 'b';
  const part = (n: number) => `--b\r\ncontent-disposition: form-data; name="files[${n}]"; filename="${n}.txt"\r\n\r\n`;
  const json = '--b\r\ncontent-disposition: form-data; name="payload_json"\r\n\r\n{}\r\n';
  const end = '--b--\r\n';
  const heads = [0, 1, 2].map(part);
  const room = bytes - Buffer.byteLength(json + heads.join('') + end) - heads.length * 2;
  const sizes = [9_000_000, 9_000_000, room - 18_000_000];
  const body = Buffer.concat([
    Buffer.from(json),
    ...heads.flatMap((head, n) => [Buffer.from(head), Buffer.alloc(sizes[n] ?? 0, 'a'), Buffer.from('\r\n')]),
    Buffer.from(end),
  ]);
  if (body.length !== bytes) throw new Error(`It has ${body.length} bytes.`);
  const response = await fetch(`${world.apiUrl}/v10${Routes.channelMessages(general)}`, {
    method: 'POST',
    headers: { authorization: `Bot ${world.token}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body,
  });
  if (!response.ok) throw new Error(await response.text());
}

export const messageTrials = {
  'message.content': (at, amount) => at.send({ content: x(amount) }),
  'message.empty': { kept: (at) => at.send(v2(say('a'))), broken: (at) => at.send({ content: ' \n ' }) },
  'message.embeds': (at, amount) => at.send({ embeds: times(amount, () => ({ title: 'a' })) }),
  'message.attachments': (at, amount) => at.upload(files(amount)),
  'message.alt-text': (at, amount) => at.upload(files(1), { attachments: [{ id: 0, description: x(amount) }] }),
  'message.file-bytes': (at, amount) => at.upload([{ name: 'a.txt', bytes: amount }]),
  'message.request-bytes': request,
  'message.file-kept': {
    kept: (at) => at.upload(files(1), { attachments: [{ id: 0 }] }),
    broken: (at) => at.upload(files(1), { attachments: [{ id: 0 }, { id: 1 }] }),
  },
  'message.nonce': (at, amount) => at.send({ content: 'a', nonce: x(amount) }),
  'message.reference': {
    kept: async (at) => at.send({ content: 'a', message_reference: { message_id: (await said(at)).id } }),
    broken: async (at) => {
      const elsewhere = await at.world.member('ada').in('#recs').send('Elsewhere');
      return at.send({ content: 'a', message_reference: { message_id: elsewhere.id } });
    },
  },
  'message.own': {
    kept: async (at) => at.edit(await at.sent({ content: 'a' }), { content: 'b' }),
    broken: async (at) => at.edit((await said(at)).id, { content: 'b' }),
  },
  'message.extras': {
    kept: (at) => at.send({ content: 'a', sticker_ids: [] }),
    broken: (at) => at.send({ content: 'a', poll: { question: { text: 'Which?' }, answers: [] } }),
  },
  'mentions.users': (at, amount) => at.send({ content: 'a', allowed_mentions: { users: ids(amount) } }),
  'mentions.roles': (at, amount) => at.send({ content: 'a', allowed_mentions: { roles: ids(amount) } }),
  'mentions.exclusive': {
    kept: (at) => at.send({ content: 'a', allowed_mentions: { parse: ['roles'], users: ['1'] } }),
    broken: (at) => at.send({ content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } }),
  },
  'embed.title': (at, amount) => at.send(embed({ title: x(amount) })),
  'embed.description': (at, amount) => at.send(embed({ description: x(amount) })),
  'embed.fields': (at, amount) => at.send(embed({ fields: times(amount, () => ({ name: 'a', value: 'b' })) })),
  'embed.field-name': (at, amount) => at.send(field({ name: x(amount) })),
  'embed.field-value': (at, amount) => at.send(field({ value: x(amount) })),
  'embed.footer': (at, amount) => at.send(embed({ footer: { text: x(amount) } })),
  'embed.author': (at, amount) => at.send(embed({ author: { name: x(amount) } })),
  'embed.colour': (at, amount) => at.send(embed({ color: amount })),
  'embed.total': (at, amount) => at.send({ embeds: [{ description: x(4_000) }, { description: x(amount - 4_000) }] }),
  'embed.empty': {
    kept: (at) => at.send({ embeds: [{ footer: { text: 'a' } }] }),
    broken: (at) => at.send({ embeds: [{ color: 1 }] }),
  },
} satisfies Trials;
