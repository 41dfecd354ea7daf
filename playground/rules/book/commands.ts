/** The rules of commands and of their registration. */
import { measured, placesOn, rule, SOURCES } from './rule.ts';

const { commands } = SOURCES;
const at = placesOn(commands);
const naming = at('application-command-object-application-command-naming');
const structure = at('application-command-object-application-command-structure');
const options = at('application-command-object-application-command-option-structure');
const choices = at('application-command-object-application-command-option-choice-structure');
const nesting = at('subcommands-and-subcommand-groups');
const registering = at('registering-a-command');

export const commandRules = {
  'command.name': measured(32, 'A command’s or option’s name has 1 to % characters', naming),
  'command.name-letters': rule(
    'A slash command’s name has lower-case letters, digits, hyphens, underscores and apostrophes',
    naming,
  ),
  'command.description': measured(100, 'A description has 1 to % characters', structure),
  'command.menu-description': rule('A command of the context menu has no description and no options', structure),
  'command.options': measured(25, 'A command has at most % options', structure),
  'command.option-unique': rule('An option’s name stands once in its command', options),
  'command.required-first': rule('Required options stand before the optional ones', options),
  'command.choices': measured(25, 'An option has at most % choices', options),
  'command.choice-name': measured(100, 'A choice’s name has 1 to % characters', choices),
  'command.choice-value': measured(100, 'A choice’s text has 1 to % characters', choices),
  'command.choice-unique': rule('A choice’s name stands once in its option', choices),
  'command.choices-or-completion': rule('An option has choices or is completed by the bot, not both', options),
  'command.text-length': measured(6_000, 'A text option’s least and greatest length are at most %', options),
  'command.least-most': rule('An option’s least value or length is not above its greatest', options),
  'command.file-types': measured(10, 'An attachment option names at most % types of files', options),
  'command.kind': rule(
    'A command is a slash command or one of the context menus; entry points of activities the playground does not have',
    at('application-command-object-application-command-types'),
  ),
  'command.nesting': rule('A group stands in a command, a subcommand in a command or a group: nothing deeper', nesting),
  'command.not-mixed': rule('A command has subcommands and groups, or other options, not both', nesting),
  'command.size': measured(
    8_000,
    'Names, descriptions and choices of a command have at most % characters together, the longest translation counted',
    at('application-command-object-application-command-option-structure'),
  ),
  'command.unique': rule('A command’s name stands once in its place and kind', registering),
  'command.slash': measured(100, 'A place has at most % slash commands', registering),
  'command.user': measured(15, 'A place has at most % commands of the users’ menu', registering),
  'command.message': measured(15, 'A place has at most % commands of the messages’ menu', registering),
  'command.daily': measured(200, 'A place takes at most % new commands a day', registering),
  'command.permissions': rule('Default permissions are a number, written as a string', at('permissions')),
  'command.global-only': rule(
    'Contexts and kinds of installation are said of global commands: of a guild’s own they mean nothing',
    at('contexts'),
  ),
} as const;
