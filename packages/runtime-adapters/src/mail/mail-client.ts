import { ConnectorFailure, type MailClient, type MailServer, type MailSignIn } from '@penstock/connector-sdk';
import type { Tokens } from '../http/http-client';
import { createSecretScope, type SecretScope } from '../http/secret-injection';
import { connectGuarded } from '../net/guarded-socket';
import { leaseEnding } from '../lease-ending';
import { mayReachPrivate } from '../net/private-hosts';
import { mailFailure, notEncrypted } from './mail-failures';
import { writeMail } from './mail-message';
import { openSmtpSession, type SmtpCredentials, type SmtpSession } from './smtp-session';

export interface MailClientOptions {
  readonly server: MailServer;
  /** Reads a secret of this connection from the vault. */
  resolveSecret(name: string): Promise<string>;
  /** For a sign-in by token. */
  readonly tokens?: Tokens | undefined;
  /** Certificates trusted instead of the usual authorities. Default: those. */
  readonly trustedCa?: string;
  /** True, or the hosts whose private addresses this connection may reach, also without encryption. */
  readonly allowPrivateHosts: boolean | readonly string[];
  /** The self-fence of the process, asked before the message leaves. Default: always. */
  readonly mayStart?: () => boolean;
  /** From the greeting to the last answer. Default 30,000. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 30_000;
const connectTimeoutMs = 10_000;

/** The mail port of the connector SDK for one connection, by SMTP. Each message has a session of its own. */
export function createMailClient(options: MailClientOptions): MailClient {
  const { server, mayStart = () => true } = options;
  const scope = `${server.host}:${server.port}`;
  return {
    send: async (message) => {
      const mail = await writeMail(message, scope);
      return converse(options, async (session) => {
        if (!mayStart()) throw leaseEnding();
        const { accepted, rejected } = await session.hand(mail, message.from.address);
        return { messageId: mail.messageId, accepted, refused: rejected };
      });
    },
    check: () => converse(options, () => Promise.resolve()),
  };
}

/** @throws ConnectorFailure */
async function converse<T>(options: MailClientOptions, use: (session: SmtpSession) => Promise<T>): Promise<T> {
  const { server, timeoutMs = defaultTimeoutMs } = options;
  const { host, port, encryption, signIn } = server;
  const allowPrivate = mayReachPrivate(server, options.allowPrivateHosts);
  if (encryption === 'none' && !allowPrivate) throw notEncrypted(host);
  const secrets = createSecretScope((name) => options.resolveSecret(name));
  let session: SmtpSession | undefined;
  try {
    // Before anything is said to the server: a token that cannot be had leaves nothing behind.
    const credentials = await credentialsOf(signIn, secrets, options.tokens);
    const socket = await connectGuarded({ host, port, allowPrivate, timeoutMs: connectTimeoutMs });
    session = openSmtpSession({ server, socket, timeoutMs, trustedCa: options.trustedCa });
    await session.greet();
    if (signIn) await session.signIn(credentials);
    return await use(session);
  } catch (thrown) {
    throw mailFailure({ thrown, host, hasLeft: session?.hasLeft ?? false, scrub: (text) => secrets.scrub(text) });
  } finally {
    session?.close();
  }
}

async function credentialsOf(signIn: MailSignIn | undefined, secrets: SecretScope, tokens: Tokens | undefined): Promise<SmtpCredentials> {
  const user = signIn?.user ?? '';
  if (!signIn || 'password' in signIn) {
    const { password = '' } = signIn ? await secrets.fill({ password: signIn.password }) : {};
    return { user, pass: password };
  }
  if (!tokens) throw new ConnectorFailure({ class: 'config', code: 'MAIL_SIGN_IN_REFUSED', message: 'The connection has no way to access tokens. No message was sent.', remedy: 'Choose how it gets them in the connection.' });
  let token = await tokens.current();
  secrets.keep(token);
  const getToken = async (isRenewal: boolean): Promise<string> => {
    if (!isRenewal) return token;
    tokens.refuse(token);
    token = await tokens.current();
    secrets.keep(token);
    return token;
  };
  return { user, getToken };
}
