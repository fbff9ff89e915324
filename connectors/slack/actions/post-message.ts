import { defineAction } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import { z } from 'zod';
import { judge } from '../answer';
import { secretPath, type SlackSettings } from '../connection';

const longestText = 40_000;

const input = z.strictObject({
  key: z.string().trim().min(1).max(200).meta({ title: 'Send once for', description: 'The fact this message tells of, e.g. declined:WEB-1001. A second message for it is not sent.' }),
  text: z.string().min(1).max(longestText).meta({ title: 'Text', description: 'Also what notifications show when there are blocks.', widget: 'textarea' }),
  blocks: z.array(z.unknown()).max(50).optional().meta({ title: 'Blocks', description: 'Slack’s Block Kit, at most 50.' }),
});
type Input = z.output<typeof input>;

const output = z.strictObject({ posted: z.literal(true).meta({ title: 'Posted' }) });

/** A webhook gives no id and takes no key: what was posted cannot be looked up. */
export const postMessage = defineAction<SlackSettings, Input, z.output<typeof output>>({
  id: 'post-message',
  version: 1,
  title: 'Post a message',
  summary: 'Posts a message to the channel of the webhook. Moves no money.',
  contract: {
    class: 'H',
    kind: 'message',
    businessKey: ({ key }) => `message:${key}`,
    visibilityLagMs: 0,
    maxProcessingMs: 30_000,
  },
  input,
  output,
  sample: { posted: true },
  async run({ http }, { text, blocks }) {
    judge(await http.send({ method: 'POST', url: '', secretPath, json: { text, ...(blocks && { blocks: blocks as Json }) } }));
    return { posted: true };
  },
});
