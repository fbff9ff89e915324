import { createHash } from 'node:crypto';
import type { MailMessage } from '@penstock/connector-sdk';
import MailComposer from 'nodemailer/lib/mail-composer';
import { headerInjected } from './mail-failures';

export interface WrittenMail {
  readonly messageId: string;
  readonly recipients: readonly string[];
  readonly bytes: Buffer;
}

const control = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/;

/** The message as it travels. @throws ConnectorFailure when a header would not be one line. */
export async function writeMail(message: MailMessage, scope: string): Promise<WrittenMail> {
  const { from, to, cc = [], subject, text, html, key, attachments = [] } = message;
  const headers = [from.address, from.name ?? '', subject, ...to, ...cc, ...attachments.flatMap(({ name, mediaType }) => [name, mediaType])];
  if (headers.some((value) => control.test(value))) throw headerInjected();
  const messageId = `${digest(scope, key)}@${from.address.slice(from.address.lastIndexOf('@') + 1)}`;
  const composer = new MailComposer({
    from: { name: from.name ?? '', address: from.address },
    to: to.map(bare),
    cc: cc.map(bare),
    subject,
    messageId: `<${messageId}>`,
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    attachments: attachments.map(({ name: filename, mediaType: contentType, content }) => ({ filename, contentType, content: Buffer.from(content) })),
    // Content is what was given, never what a path or URL in it points to.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const bytes = await composer.compile().build();
  return { messageId, recipients: [...new Set([...to, ...cc])], bytes };
}

/** As an object, an address is not parsed as a list of several. */
const bare = (address: string) => ({ name: '', address });

const digest = (scope: string, key: string): string => createHash('sha256').update(`${scope}\n${key}`).digest('hex').slice(0, 40);
