/** Discord's numbers, in one place. Lengths are UTF-16 units, times are milliseconds. */

export const limits = {
  interaction: {
    /** From the interaction's making to its first response. */
    firstResponse: 3_000,
    /** How long its token can be used. */
    token: 15 * 60_000,
    choices: 25,
    choiceName: 100,
    choiceValue: 100,
  },
  message: {
    content: 2_000,
    embeds: 10,
    rows: 5,
    attachments: 10,
    altText: 1_024,
    fileBytes: 10 * 1_024 * 1_024,
    requestBytes: 25 * 1_024 * 1_024,
    allowedMentions: 100,
  },
  embed: {
    title: 256,
    description: 4_096,
    fields: 25,
    fieldName: 256,
    fieldValue: 1_024,
    footer: 2_048,
    author: 256,
    /** Summed over all embeds of a message. */
    total: 6_000,
    colour: 0xff_ff_ff,
  },
  component: {
    customId: 100,
    label: 80,
    url: 512,
    /** Buttons of a row; of anything else a row holds one. */
    row: 5,
    placeholder: 150,
    options: 25,
    optionLabel: 100,
    optionValue: 100,
    optionDescription: 100,
  },
  componentsV2: {
    /** Nested ones counted. */
    components: 40,
    text: 4_000,
    sectionTexts: 3,
    galleryItems: 10,
    altText: 1_024,
  },
  modal: {
    title: 45,
    components: 5,
    label: 45,
    description: 100,
    text: 4_000,
    textPlaceholder: 100,
    files: 10,
    radioOptions: { min: 2, max: 10 },
    checkboxes: { min: 1, max: 10 },
  },
  command: {
    name: 32,
    description: 100,
    options: 25,
    choices: 25,
    choiceName: 100,
    choiceValue: 100,
    /** Of names, descriptions and values in all, the longest translation of each counted. */
    size: 8_000,
    minLength: 6_000,
    slash: 100,
    user: 15,
    message: 15,
  },
  thread: {
    name: 100,
    archiveMinutes: [60, 1_440, 4_320, 10_080],
    members: 1_000,
  },
} as const;
