import { ConnectorFailure, defineConnection, mailEncryptions, oauthToken, type ConnectorContext, type MailClient, type OAuthGrant } from '@penstock/connector-sdk';
import { z } from 'zod';
import { emailAddress, headerText } from './fields';

const settings = z.strictObject({
  host: z.string().trim().regex(/^[A-Za-z0-9.:-]{1,253}$/, 'The name of a server, e.g. smtp.example.com').meta({ title: 'Mail server', description: 'Where mail is handed in, e.g. smtp.example.com.' }),
  port: z.int().min(1).max(65_535).default(587).meta({ title: 'Port', description: '587 with STARTTLS, 465 with TLS.' }),
  encryption: z.enum(mailEncryptions).default('starttls').meta({ title: 'Encryption', description: 'STARTTLS, TLS from the beginning (implicit), or none for a server of your own network that an administrator has allowed.' }),
  signIn: z.enum(['password', 'oauth-client-credentials', 'oauth-refresh-token']).default('password').meta({ title: 'Sign-in', description: 'By the password, or by access tokens (OAuth 2.0): of the app itself, or of a person who has agreed once.' }),
  user: z.string().trim().min(1).optional().meta({ title: 'User', description: 'Empty for servers that take mail without a sign-in.' }),
  tokenAddress: z.url({ protocol: /^https?$/ }).optional().meta({ title: 'Token address', description: 'For OAuth, e.g. https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token.' }),
  clientId: z.string().trim().min(1).optional().meta({ title: 'Client id', description: 'For OAuth.' }),
  scope: z.string().trim().min(1).optional().meta({ title: 'Scope', description: 'For OAuth, e.g. https://outlook.office365.com/.default.' }),
  from: emailAddress.meta({ title: 'Sender', description: 'The address messages come from.' }),
  fromName: headerText(100).optional().meta({ title: 'Name of the sender', description: 'Shown beside the address.' }),
}).refine(({ signIn, user, tokenAddress, clientId }) => signIn === 'password' || (user && tokenAddress && clientId), { path: ['tokenAddress'], message: 'OAuth needs a user, a token address and a client id' });
export type EmailSettings = z.output<typeof settings>;

export const connection = defineConnection<EmailSettings>({
  settings,
  secrets: [
    { name: 'password', title: 'Password', description: 'Of the user; some providers want one made for this app.' },
    { name: 'clientSecret', title: 'Client secret', description: 'For OAuth.' },
    { name: 'refreshToken', title: 'Refresh token', description: 'For OAuth by a person’s agreement.' },
  ],
  baseUrl: ({ host, port }) => `smtp://${host.includes(':') ? `[${host}]` : host}:${port}`,
  auth: (given) => (given.signIn === 'password' ? { kind: 'none' } : oauthToken({ system: 'The mail provider', codePrefix: 'MAIL' }, grantOf)),
  // The token request alone goes there.
  additionalHosts: ({ signIn, tokenAddress }) => (signIn !== 'password' && tokenAddress ? [new URL(tokenAddress).host] : []),
  mailServer: ({ host, port, encryption, user, signIn }) => ({ host, port, encryption, ...(user !== undefined && { signIn: signIn === 'password' ? { user, password: { $secret: 'password' } } : { user, token: true as const } }) }),
  fingerprint: ({ host, from }) => `email:${host}:${from}`,
  async test(context) {
    const { host, user } = context.settings;
    await mailOf(context).check();
    return { summary: user === undefined ? `${host} answers.` : `${host} answers and accepts the sign-in of ${user}.` };
  },
});

const grantOf = ({ signIn, tokenAddress = '', clientId = '', scope }: EmailSettings): OAuthGrant => ({
  tokenAddress,
  clientId,
  clientSecret: { $secret: 'clientSecret' },
  clientAuth: 'body',
  scope,
  ...(signIn === 'oauth-refresh-token' && { refreshToken: { $secret: 'refreshToken' } }),
});

/** @throws ConnectorFailure where the process has no way to mail servers. */
export function mailOf({ mail }: ConnectorContext<EmailSettings>): MailClient {
  if (mail) return mail;
  throw new ConnectorFailure({ class: 'config', code: 'MAIL_NOT_AVAILABLE', message: 'This process cannot reach mail servers, so no message was sent.', remedy: 'Run the flow for real: mail is sent by workers only.' });
}
