import { defineAction, fileHandle, fileName, filesOf } from '@penstock/connector-sdk';
import { z } from 'zod';
import { attachmentsOf } from '../attachments';
import { mailOf, type EmailSettings } from '../connection';
import { emailAddress, headerText } from '../fields';

const longestBody = 1024 * 1024;
const mostRecipients = 50;

const input = z
  .strictObject({
    key: z.string().trim().min(1).max(200).meta({ title: 'Send once for', description: 'The fact this message tells of, e.g. receipt:WEB-1001. A second message for it is not sent.' }),
    to: z.array(emailAddress).min(1).max(mostRecipients).meta({ title: 'To' }),
    cc: z.array(emailAddress).max(mostRecipients).default([]).meta({ title: 'Copy to' }),
    subject: headerText(300).meta({ title: 'Subject' }),
    text: z.string().min(1).max(longestBody).optional().meta({ title: 'Text', widget: 'textarea' }),
    attachments: z
      .array(z.strictObject({ file: fileHandle.meta({ title: 'Stored file' }), name: fileName.optional().meta({ title: 'Name', description: 'Empty: as the file is called.' }) }))
      .max(10)
      .default([])
      .meta({ title: 'Attachments', description: 'At most 10 files and 20 MiB together.' }),
    html: z.string().min(1).max(longestBody).optional().meta({ title: 'HTML', description: 'Shown instead of the text where the reader allows it.', widget: 'textarea' }),
  })
  .refine(({ text, html }) => text !== undefined || html !== undefined, { message: 'A message needs a text or HTML', path: ['text'] });
type Input = z.output<typeof input>;

const output = z.strictObject({
  messageId: z.string().meta({ title: 'Message-ID', description: 'What mail servers call the message, for a search in their logs.' }),
  accepted: z.array(z.string()).meta({ title: 'Accepted recipients' }),
  refused: z.array(z.string()).meta({ title: 'Refused recipients', description: 'The server took the message for the others only.' }),
});
type Output = z.output<typeof output>;

/** SMTP has no key against repetition and no look-up: after a lost answer nobody but a person can tell. */
export const sendMail = defineAction<EmailSettings, Input, Output>({
  id: 'send-mail',
  version: 1,
  title: 'Send an e-mail',
  summary: 'Hands a message to the mail server. Moves no money.',
  contract: {
    class: 'H',
    kind: 'message',
    businessKey: ({ key }) => `message:${key}`,
    visibilityLagMs: 0,
    maxProcessingMs: 30_000,
  },
  input,
  output,
  sample: { messageId: '5d41402abc4b2a76b9719d911017c592a1b2c3d4@example.com', accepted: ['ann@example.com'], refused: [] },
  async run(context, { key, to, cc, subject, text, html, attachments: wanted }) {
    const { from, fromName } = context.settings;
    const attachments = wanted.length === 0 ? [] : await attachmentsOf(filesOf(context), wanted);
    const receipt = await mailOf(context).send({ key, from: { address: from, name: fromName }, to, cc, subject, text, html, attachments });
    return { messageId: receipt.messageId, accepted: [...receipt.accepted], refused: [...receipt.refused] };
  },
  remoteId: ({ messageId }) => messageId,
});
