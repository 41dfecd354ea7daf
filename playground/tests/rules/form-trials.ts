/** The rules of every body, each kept and broken. */
import { apiPrefix } from '#playground/rest/api.ts';
import { button, x } from '../bodies.ts';
import type { Ground, Trials } from './ground.ts';

/** A request whose body is no object of ours, but these very characters. */
async function raw({ world, general }: Ground, body: string): Promise<Response> {
  const response = await fetch(`${world.url}${apiPrefix}/channels/${general}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${world.token}`, 'content-type': 'application/json' },
    body,
  });
  if (!response.ok) throw new Error(await response.text());
  return response;
}

const embed = (more: object) => ({ embeds: [{ title: 'a', ...more }] });
const https = 'https://example.org/';

export const formTrials = {
  'form.json': { kept: (at) => raw(at, '{"content":"a"}'), broken: (at) => raw(at, '{"content":') },
  'form.required': {
    kept: (at) => at.send({ embeds: [{ fields: [{ name: 'a', value: 'b' }] }] }),
    broken: (at) => at.send({ embeds: [{ fields: [{ name: 'a' }] }] }),
  },
  'form.type': { kept: (at) => at.send({ content: 'a' }), broken: (at) => at.send({ content: {} }) },
  'form.choice': {
    kept: (at) => at.sendRow(button('b', { style: 4 })),
    broken: (at) => at.sendRow(button('b', { style: 7 })),
  },
  'form.known-keys': {
    kept: (at) => at.send({ content: 'a', tts: false }),
    broken: (at) => at.send({ content: 'a', text: 'b' }),
  },
  'form.snowflake': {
    kept: (at) => at.send({ content: 'a', allowed_mentions: { users: ['12345678901234567890'] } }),
    broken: (at) => at.send({ content: 'a', allowed_mentions: { users: ['123456789012345678901'] } }),
  },
  'form.url': {
    kept: (at) => at.send(embed({ url: https })),
    broken: (at) => at.send(embed({ url: 'javascript:alert(1)' })),
  },
  'form.url-length': (at, amount) => at.send(embed({ url: `${https}${x(amount - https.length)}` })),
  'form.time': {
    kept: (at) => at.send(embed({ timestamp: '2026-01-31T12:00:00+01:00' })),
    broken: (at) => at.send(embed({ timestamp: '31 January 2026' })),
  },
  'form.locale': {
    kept: (at) => at.register([{ name: 'fic', description: 'Stories', name_localizations: { de: 'geschichte' } }]),
    broken: (at) => at.register([{ name: 'fic', description: 'Stories', name_localizations: { tlh: 'fic' } }]),
  },
} satisfies Trials;
