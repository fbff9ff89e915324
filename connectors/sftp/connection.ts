import { ConnectorFailure, defineConnection, type ConnectorContext, type SftpClient, type SftpSession } from '@penstock/connector-sdk';
import { z } from 'zod';

const settings = z.strictObject({
  host: z.string().trim().regex(/^[A-Za-z0-9.:-]{1,253}$/, 'The name of a server, e.g. sftp.example.com').meta({ title: 'Server', description: 'e.g. sftp.example.com.' }),
  port: z.int().min(1).max(65_535).default(22).meta({ title: 'Port' }),
  user: z.string().trim().min(1).max(200).meta({ title: 'User' }),
  signIn: z.enum(['password', 'private-key', 'private-key-with-passphrase']).default('password').meta({ title: 'Sign-in', description: 'By which of the secrets below.' }),
  hostKey: z.string().trim().regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, 'SHA256: and 43 characters, as ssh-keygen -lf writes it').meta({ title: 'Key of the server', description: 'Its SHA-256 fingerprint, from those who run the server. A server with another key is told nothing.' }),
  root: z.string().trim().max(1_000).regex(/^\/[^\u0000-\u001f\u007f\\]*$/, 'An absolute folder, e.g. /outbound').refine((text) => !text.split('/').includes('..'), 'No ..').default('/').meta({ title: 'Root folder', description: 'Steps see what lies below it, and nothing else.' }),
  receiverTakesFiles: z.boolean().default(true).meta({ title: 'The receiver takes files away', description: 'Then a file that is not there may have arrived and been taken: after a lost answer a person decides. Off: what is not there never arrived, and is sent again.' }),
});
export type SftpSettings = z.output<typeof settings>;

export const connection = defineConnection<SftpSettings>({
  settings,
  secrets: [
    { name: 'password', title: 'Password', description: 'For the sign-in by password.' },
    { name: 'privateKey', title: 'Private key', description: 'In OpenSSH or PEM form, for the sign-in by key.' },
    { name: 'passphrase', title: 'Passphrase of the private key', description: 'Only for a key that has one.' },
  ],
  baseUrl: ({ host, port }) => `sftp://${host.includes(':') ? `[${host}]` : host}:${port}`,
  auth: { kind: 'none' },
  sftpServer: ({ host, port, user, hostKey, root, signIn }) => ({ host, port, user, hostKey, root, signIn: signInBy[signIn] }),
  fingerprint: ({ host, user, root }) => `sftp:${host}:${user}:${root}`,
  async test(context) {
    const { host, root } = context.settings;
    const entries = await sessionOf(context, (session) => session.list(''));
    return { summary: `${host} accepts the sign-in; ${root} holds ${entries.length} files and folders.` };
  },
});

const signInBy = {
  'password': { password: { $secret: 'password' } },
  'private-key': { privateKey: { $secret: 'privateKey' } },
  'private-key-with-passphrase': { privateKey: { $secret: 'privateKey' }, passphrase: { $secret: 'passphrase' } },
} as const;

/** @throws ConnectorFailure, also where the process has no way to SFTP servers. */
export const sessionOf = <T>(context: ConnectorContext<SftpSettings>, work: (session: SftpSession) => Promise<T>): Promise<T> => clientOf(context).session(work);

function clientOf({ sftp }: ConnectorContext<SftpSettings>): SftpClient {
  if (sftp) return sftp;
  throw new ConnectorFailure({ class: 'config', code: 'SFTP_NOT_AVAILABLE', message: 'This process cannot reach SFTP servers, so nothing was done.', remedy: 'Run the flow for real: files are fetched and sent by workers only.' });
}
