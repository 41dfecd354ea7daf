/** The rules of every body, whatever it is of. */
import { measured, rule, SOURCES } from './rule.ts';

const { errors, reference } = SOURCES;

export const formRules = {
  'form.json': rule('A body is JSON, or a form whose payload_json is', reference),
  'form.required': rule('A field that Discord requires is given', errors),
  'form.type': rule('A field has the type that Discord documents for it', errors),
  'form.choice': rule('Where Discord lists the values of a field, it has one of them', errors),
  'form.known-keys': rule(
    'A body has no key that Discord does not document: Discord passes over it in silence, the playground takes it for a mistake',
    reference,
  ),
  'form.snowflake': rule('An id is a snowflake: up to 20 digits', `${reference}#snowflakes`),
  'form.url': rule('An address is well formed, of the web or of a file of the same request', errors),
  'form.url-length': measured(2_048, 'An address has at most % characters', errors),
  'form.time': rule('A time is written as ISO 8601', `${reference}#iso8601-datetime`),
  'form.locale': rule('A translation is for a locale that Discord knows', `${reference}#locales`),
} as const;
