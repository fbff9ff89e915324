import { createMailClient } from '@penstock/runtime-adapters';
import type { Logger } from 'pino';
import type { ApiConfig } from '../config/api-config';
import { tokenHash } from '../auth/token';
import type { OwnMail } from './smtp-address';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands mails over for delivery. */
export interface Mailer {
  /** Whether links can be mailed at all; otherwise an administrator hands them over. */
  readonly isAvailable: boolean;
  /** @returns whether the mail was taken; never throws, because nothing that happened depends on it. */
  send(mail: Mail): Promise<boolean>;
}

const timeoutMs = 5_000;
/** How far the port of the demo's mail and alert sink lies from the API's. */
const mailSinkDistance = 40;

/** By the mail server of PENSTOCK_SMTP_URL; in the demo by its sink; else not at all. */
export function createMailer({ isDemo, simulatorHost, port, mail, allowedPrivateHosts }: ApiConfig, log: Logger): Mailer {
  if (mail) return trying((each) => bySmtp(mail, allowedPrivateHosts, each), log);
  if (isDemo) return trying((each) => toSink(`http://${simulatorHost}:${port + mailSinkDistance}/mail`, each), log);
  return { isAvailable: false, send: () => Promise.resolve(false) };
}

const trying = (send: (mail: Mail) => Promise<boolean>, log: Logger): Mailer => ({
  isAvailable: true,
  async send(mail) {
    try {
      return await send(mail);
    } catch (err) {
      log.warn({ err }, 'a mail was not taken');
      return false;
    }
  },
});

async function bySmtp({ server, password, from }: OwnMail, allowPrivateHosts: readonly string[], { to, subject, text }: Mail): Promise<boolean> {
  const client = createMailClient({ server, resolveSecret: () => Promise.resolve(password), allowPrivateHosts, timeoutMs });
  // The link in the text makes every mail one of its own, and must not be told by its id.
  const { accepted } = await client.send({ key: tokenHash(text).toString('hex'), from: { address: from, name: 'Penstock' }, to: [to], subject, text });
  return accepted.length > 0;
}

async function toSink(sink: string, mail: Mail): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const { ok } = await fetch(sink, { method: 'POST', headers, body: JSON.stringify(mail), signal: AbortSignal.timeout(timeoutMs) });
  return ok;
}
