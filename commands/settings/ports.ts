/**
 * What the settings works with, and the declaring functions bound to it.
 */
import type { DeskPort } from '#commands/reports/desk.ts';
import type { SETTINGS_ROUTES } from '#commands/settings/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type SettingsPorts = Ports<'guilds' | 'now' | 'settings' | 'tell'> & DeskPort;

export const { command, component } = kitFor<SettingsPorts, typeof SETTINGS_ROUTES>();
