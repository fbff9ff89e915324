import { Readable } from 'node:stream';
import type { Socket } from 'node:net';
import type { MailServer } from '@penstock/connector-sdk';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { WrittenMail } from './mail-message';

/** One conversation with a mail server, step by step. Every step rejects with nodemailer's error. */
export interface SmtpSession {
  /** True as soon as a byte of the message was handed on: from then on a lost answer leaves a doubt. */
  readonly hasLeft: boolean;
  greet(): Promise<void>;
  signIn(credentials: SmtpCredentials): Promise<void>;
  hand(mail: WrittenMail, from: string): Promise<SMTPConnection.SentMessageInfo>;
  close(): void;
}

/** `getToken` is asked again, with `true`, when the server refused the first token. */
export type SmtpCredentials =
  | { readonly user: string; readonly pass: string }
  | { readonly user: string; getToken(isRenewal: boolean): Promise<string> };

export interface SmtpSessionOptions {
  readonly server: MailServer;
  readonly socket: Socket;
  /** Certificates trusted instead of the usual authorities. */
  readonly trustedCa?: string | undefined;
  /** For the whole conversation. */
  readonly timeoutMs: number;
}

export function openSmtpSession({ server, socket, timeoutMs, trustedCa }: SmtpSessionOptions): SmtpSession {
  const { host, port, encryption } = server;
  const connection = new SMTPConnection({
    host,
    port,
    connection: socket,
    secure: encryption === 'implicit',
    requireTLS: encryption === 'starttls',
    ignoreTLS: encryption === 'none',
    tls: { minVersion: 'TLSv1.2', ...(trustedCa !== undefined && { ca: trustedCa }) },
    // What servers are told of this machine: nothing of its network.
    name: 'penstock.invalid',
    logger: false,
  });
  const broken = new Promise<never>((_resolve, reject) => {
    connection.on('error', reject);
    connection.once('end', () => reject(Object.assign(new TypeError('the server broke off'), { code: 'ECONNECTION' })));
  });
  const timer = setTimeout(() => connection.emit('error', Object.assign(new TypeError('too slow'), { code: 'ETIMEDOUT' })), timeoutMs);
  // Nobody may be waiting when it breaks.
  broken.catch(() => undefined);
  let hasLeft = false;
  const step = <T>(begin: (done: (error: Error | null | undefined, value: T) => void) => void): Promise<T> =>
    Promise.race([new Promise<T>((resolve, reject) => begin((error, value) => (error ? reject(error) : resolve(value)))), broken]);
  return {
    get hasLeft() {
      return hasLeft;
    },
    greet: () => step<void>((done) => connection.connect((error) => done(error, undefined))),
    signIn: (credentials) => step<void>((done) => connection.login(loginOf(credentials), (error) => done(error, undefined))),
    hand({ recipients, bytes }, from) {
      const body = new Readable({
        read() {
          hasLeft = true;
          this.push(bytes);
          this.push(null);
        },
      });
      return step((done) => connection.send({ from, to: [...recipients] }, body, done));
    },
    close() {
      clearTimeout(timer);
      connection.close();
    },
  };
}

/** nodemailer wants its own kind of token source, with callbacks; XOAUTH2 is written as Google and Microsoft describe it. */
function loginOf(credentials: SmtpCredentials): SMTPConnection.AuthenticationType {
  if ('pass' in credentials) return { user: credentials.user, pass: credentials.pass } as SMTPConnection.AuthenticationType;
  const { user } = credentials;
  const oauth2 = {
    getToken: (isRenewal: boolean, done: (error: Error | null, token?: string) => void) => void credentials.getToken(isRenewal).then((token) => done(null, token), done),
    buildXOAuth2Token: (token: string) => Buffer.from(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`).toString('base64'),
  };
  return { user, oauth2 } as unknown as SMTPConnection.AuthenticationType;
}
