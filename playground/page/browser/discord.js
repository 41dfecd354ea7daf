/** Discord's numbers that the page needs by name; a browser cannot import discord-api-types itself. */

export const ComponentType = /** @type {const} */ ({
  ActionRow: 1,
  Button: 2,
  StringSelect: 3,
  TextInput: 4,
  UserSelect: 5,
  RoleSelect: 6,
  MentionableSelect: 7,
  ChannelSelect: 8,
  Section: 9,
  TextDisplay: 10,
  Thumbnail: 11,
  MediaGallery: 12,
  File: 13,
  Separator: 14,
  Container: 17,
  Label: 18,
  FileUpload: 19,
  RadioGroup: 21,
  CheckboxGroup: 22,
  Checkbox: 23,
});

export const ApplicationCommandType = /** @type {const} */ ({
  ChatInput: 1,
  User: 2,
  Message: 3,
});

export const ButtonStyle = /** @type {const} */ ({
  Primary: 1,
  Secondary: 2,
  Success: 3,
  Danger: 4,
  Link: 5,
  Premium: 6,
});

export const ChannelType = /** @type {const} */ ({
  Text: 0,
  Direct: 1,
  Voice: 2,
  Category: 4,
  Announcement: 5,
  AnnouncementThread: 10,
  PublicThread: 11,
  PrivateThread: 12,
  Stage: 13,
  Forum: 15,
  Media: 16,
});

export const OptionType = /** @type {const} */ ({
  Subcommand: 1,
  SubcommandGroup: 2,
  String: 3,
  Integer: 4,
  Boolean: 5,
  User: 6,
  Channel: 7,
  Role: 8,
  Mentionable: 9,
  Number: 10,
  Attachment: 11,
});

export const MessageFlag = /** @type {const} */ ({
  SuppressEmbeds: 4,
  Ephemeral: 64,
  Loading: 128,
  ComponentsV2: 32768,
});
