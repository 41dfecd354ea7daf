/** The rules of components in messages, each kept and broken. */
import { button, option, row, say, select, times, v2, x } from '../bodies.ts';
import type { Ground, Trials } from './ground.ts';

const link = (more: object) => ({ type: 2, style: 5, label: 'Go', url: 'https://example.org/', ...more });
const section = (more: object) => v2({ type: 9, components: [say('a')], accessory: button('b'), ...more });
const picture = (more = {}) => ({ media: { url: 'https://example.org/a.png' }, ...more });
const container = (...components: unknown[]) => ({ type: 17, components });
const users = (more: object) => ({ type: 5, custom_id: 'users', max_values: 2, ...more });
const chosen = (count: number, type = 'user') => times(count, (n) => ({ id: String(n + 1), type }));
const options = (count: number) => times(count, (n) => option(String(n)));
const one = (more: object) => select({ options: [{ ...option('a'), ...more }] });

const withFile = (at: Ground, name: string) =>
  at.upload([{ name: 'fog.txt', bytes: 1 }], v2({ type: 13, file: { url: `attachment://${name}` } }));

export const componentTrials = {
  'component.custom-id': (at, amount) => at.sendRow(button(x(amount))),
  'component.custom-id-unique': {
    kept: (at) => at.sendRow(button('a'), button('b')),
    broken: (at) => at.sendRow(button('a'), button('a')),
  },
  'component.id-unique': {
    kept: (at) => at.send(v2({ ...say('a'), id: 1 }, { ...say('b'), id: 2 })),
    broken: (at) => at.send(v2({ ...say('a'), id: 1 }, { ...say('b'), id: 1 })),
  },
  'component.emoji': {
    kept: (at) => at.sendRow(button('a', { emoji: { name: '📚' } })),
    broken: (at) => at.sendRow(button('a', { emoji: { name: 'book' } })),
  },
  'component.kind': {
    kept: (at) => at.send(v2(row(button('a')))),
    broken: (at) => at.send(v2(button('a'))),
  },
  'row.count': (at, amount) => at.sendRows(...times(amount, (n) => row(button(String(n))))),
  'row.buttons': (at, amount) => at.sendRow(...times(amount, (n) => button(String(n)))),
  'row.select-alone': { kept: (at) => at.sendRow(select()), broken: (at) => at.sendRow(select(), button('b')) },
  'button.label': (at, amount) => at.sendRow(button('a', { label: x(amount) })),
  'button.face': {
    kept: (at) => at.sendRow(button('a', { label: undefined, emoji: { name: '📚' } })),
    broken: (at) => at.sendRow(button('a', { label: '' })),
  },
  'button.url-length': (at, amount) => at.sendRow(link({ url: `https://e.org/${x(amount - 14)}` })),
  'button.custom-id': {
    kept: (at) => at.sendRow(button('a')),
    broken: (at) => at.sendRow(button('a', { custom_id: undefined })),
  },
  'button.url': { kept: (at) => at.sendRow(link({})), broken: (at) => at.sendRow(link({ url: undefined })) },
  'button.link-alone': { kept: (at) => at.sendRow(link({})), broken: (at) => at.sendRow(link({ custom_id: 'a' })) },
  'button.no-url': {
    kept: (at) => at.sendRow(button('a')),
    broken: (at) => at.sendRow(button('a', { url: 'https://example.org/' })),
  },
  'button.sku': {
    kept: (at) => at.sendRow({ type: 2, style: 6, sku_id: '1' }),
    broken: (at) => at.sendRow({ type: 2, style: 6 }),
  },
  'select.options': (at, amount) => at.sendRow(select({ options: options(amount) })),
  'select.option-label': (at, amount) => at.sendRow(one({ label: x(amount) })),
  'select.option-value': (at, amount) => at.sendRow(one({ value: x(amount) })),
  'select.option-description': (at, amount) => at.sendRow(one({ description: x(amount) })),
  'select.option-unique': {
    kept: (at) => at.sendRow(select({ options: [option('a'), option('b')] })),
    broken: (at) => at.sendRow(select({ options: [option('a'), option('a')] })),
  },
  'select.placeholder': (at, amount) => at.sendRow(select({ placeholder: x(amount) })),
  'select.values': (at, amount) => at.sendRow(users({ max_values: amount })),
  'select.least-most': {
    kept: (at) => at.sendRow(users({ min_values: 2 })),
    broken: (at) => at.sendRow(users({ min_values: 3 })),
  },
  'select.enough-options': {
    kept: (at) => at.sendRow(select({ options: options(2), max_values: 2 })),
    broken: (at) => at.sendRow(select({ options: options(2), max_values: 3 })),
  },
  'select.defaults': {
    kept: (at) => at.sendRow(users({ default_values: chosen(2) })),
    broken: (at) => at.sendRow(users({ default_values: chosen(3) })),
  },
  'select.default-kind': {
    kept: (at) => at.sendRow(users({ type: 7, default_values: chosen(1, 'role') })),
    broken: (at) => at.sendRow(users({ default_values: chosen(1, 'role') })),
  },
  'v2.flag': { kept: (at) => at.send(v2(say('a'))), broken: (at) => at.send({ components: [say('a')] }) },
  'v2.alone': {
    kept: (at) => at.send({ content: null, embeds: [], ...v2(say('a')) }),
    broken: (at) => at.send({ content: 'a', ...v2(say('a')) }),
  },
  'v2.components': (at, amount) => at.send(v2(container(...times(amount - 1, () => say('a'))))),
  'v2.text': (at, amount) => at.send(v2(say(x(2_000)), container(say(x(amount - 2_000))))),
  'v2.section-texts': (at, amount) => at.send(section({ components: times(amount, () => say('a')) })),
  'v2.section-accessory': {
    kept: (at) => at.send(section({ accessory: { type: 11, ...picture() } })),
    broken: (at) => at.send(section({ accessory: undefined })),
  },
  'v2.gallery': (at, amount) => at.send(v2({ type: 12, items: times(amount, () => picture()) })),
  'v2.alt-text': (at, amount) => at.send(v2({ type: 12, items: [picture({ description: x(amount) })] })),
  'v2.file': { kept: (at) => withFile(at, 'fog.txt'), broken: (at) => withFile(at, 'rain.txt') },
  'v2.nesting': {
    kept: (at) => at.send(v2(container(say('a')), container(say('b')))),
    broken: (at) => at.send(v2(container(container(say('a'))))),
  },
  'v2.spacing': {
    kept: (at) => at.send(v2(say('a'), { type: 14, spacing: 2 })),
    broken: (at) => at.send(v2(say('a'), { type: 14, spacing: 3 })),
  },
} satisfies Trials;
