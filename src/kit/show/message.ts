/**
 * A message as views make it and the edge sends it.
 */

import type { RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import type { StoryId } from '#src/story/story.ts';

export interface OutgoingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** As Discord's API takes it. `allowed_mentions` is not here: the edge sets it, empty, on every body. */
export interface MessageBody extends Pick<RESTPostAPIChannelMessageJSONBody, 'content' | 'embeds' | 'components'> {
  /** Its components are Components V2: then neither content nor embeds, and the message stays V2 for ever. */
  readonly v2?: true;
  /** The stories of which something can be seen in it. */
  readonly shows?: readonly StoryId[];
  /** Files that go with it. */
  readonly files?: readonly OutgoingFile[];
}
