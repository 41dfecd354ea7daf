/**
 * `/fic privacy`: what is kept of whoever asks; taken along in a file, or forgotten.
 */
import { command, component, type PrivacyPorts } from '#commands/privacy/ports.ts';
import { exportView, forgetSureView, forgottenView, privacyView } from '#commands/privacy/view.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import type { Asked, ComponentRequest } from '#src/kit/request.ts';
import { FicError } from '#src/story/errors.ts';

export const privacy = command({
  name: 'fic privacy',
  answer: 'reply-private',
  who: 'everyone',
  options: {},
  example: {},
  run: async (request, services) => message(await whatIsKept(request, services)),
});

export const exportMine = component({
  route: 'export',
  cooldown: COOLDOWNS.heavy,
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const person = ownerOf(request);
    return message(exportView(request.language, await services.privacy.exported(person, services.now())));
  },
});

export const askToForget = component({
  route: 'forget',
  answer: 'update',
  who: 'everyone',
  run: (request) => message(forgetSureView(request.language, ownerOf(request))),
});

export const forgetMe = component({
  route: 'forget-sure',
  cooldown: COOLDOWNS.heavy,
  answer: 'update',
  who: 'everyone',
  run: async (request, { forgetting }) =>
    message(forgottenView(request.language, await forgetting.forget(ownerOf(request)))),
});

export const keepMe = component({
  route: 'forget-not',
  answer: 'update',
  who: 'everyone',
  async run(request, services) {
    ownerOf(request);
    return message(await whatIsKept(request, services));
  },
});

/** @throws FicError `privacy-not-yours`. */
function ownerOf({ who, args }: ComponentRequest<{ readonly person: string }>): string {
  if (args.person !== who.id) throw new FicError('privacy-not-yours');
  return who.id;
}

async function whatIsKept({ who, language }: Asked, services: PrivacyPorts) {
  return privacyView(language, await services.privacy.count(who.id), who.id);
}
