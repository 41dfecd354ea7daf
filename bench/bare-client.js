/**
 * The least that can be on the bot's side of the double: no library, "ok" to every interaction, and when it had its 204. In
 * JavaScript, as `bare-bot.js` is.
 */
import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';

const [url, token] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 64, noDelay: true });
const body = JSON.stringify({ type: 4, data: { content: 'ok' } });
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
const told = process.argv[4] === 'each';

const socket = new WebSocket(url.replace('http', 'ws'));
socket.on('open', () => socket.send(JSON.stringify({ op: 2, d: { token, intents: 1, properties: {} } })));
socket.on('message', (data) => {
  const { t, d } = JSON.parse(String(data));
  if (t === 'READY') process.send?.('ready');
  if (t !== 'INTERACTION_CREATE') return;
  const path = `/api/v10/interactions/${d.id}/${d.token}/callback`;
  const asked = request(`${url}${path}`, { method: 'POST', agent, headers }, (response) => {
    response.resume();
    response.on('end', () => {
      // The system's own monotonic clock: the same one in every process.
      if (told) process.send?.({ answeredAt: String(process.hrtime.bigint()), status: response.statusCode });
    });
  });
  asked.end(body);
});
