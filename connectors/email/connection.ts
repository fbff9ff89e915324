import { ConnectorFailure, defineConnection, mailEncryptions, type ConnectorContext, type MailClient } from '@penstock/connector-sdk';
import { z } from 'zod';
import { emailAddress, headerText } from './fields';

const settings = z.strictObject({
  host: z.string().trim().regex(/^[A-Za-z0-9.:-]{1,253}$/, 'The name of a server, e.g. smtp.example.com').meta({ title: 'Mail server', description: 'Where mail is handed in, e.g. smtp.example.com.' }),
  port: z.int().min(1).max(65_535).default(587).meta({ title: 'Port', description: '587 with STARTTLS, 465 with TLS.' }),
  encryption: z.enum(mailEncryptions).default('starttls').meta({ title: 'Encryption', description: 'STARTTLS, TLS from the beginning (implicit), or none for a server of your own network that an administrator has allowed.' }),
  user: z.string().trim().min(1).optional().meta({ title: 'User', description: 'Empty for servers that take mail without a sign-in.' }),
  from: emailAddress.meta({ title: 'Sender', description: 'The address messages come from.' }),
  fromName: headerText(100).optional().meta({ title: 'Name of the sender', description: 'Shown beside the address.' }),
});
export type EmailSettings = z.output<typeof settings>;

export const connection = defineConnection<EmailSettings>({
  settings,
  secrets: [{ name: 'password', title: 'Password', description: 'Of the user; some providers want one made for this app.' }],
  baseUrl: ({ host, port }) => `smtp://${host.includes(':') ? `[${host}]` : host}:${port}`,
  auth: { kind: 'none' },
  mailServer: ({ host, port, encryption, user }) => ({ host, port, encryption, ...(user !== undefined && { signIn: { user, password: { $secret: 'password' } } }) }),
  fingerprint: ({ host, from }) => `email:${host}:${from}`,
  async test(context) {
    const { host, user } = context.settings;
    await mailOf(context).check();
    return { summary: user === undefined ? `${host} answers.` : `${host} answers and accepts the sign-in of ${user}.` };
  },
});

/** @throws ConnectorFailure where the process has no way to mail servers. */
export function mailOf({ mail }: ConnectorContext<EmailSettings>): MailClient {
  if (mail) return mail;
  throw new ConnectorFailure({ class: 'config', code: 'MAIL_NOT_AVAILABLE', message: 'This process cannot reach mail servers, so no message was sent.', remedy: 'Run the flow for real: mail is sent by workers only.' });
}
