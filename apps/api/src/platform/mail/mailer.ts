import type { Logger } from 'pino';
import type { ApiConfig } from '../config/api-config';

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

/** In the demo mails are caught by the sink; without it there is no mail yet. */
export function createMailer({ isDemo, simulatorHost, port }: ApiConfig, log: Logger): Mailer {
  if (!isDemo) return { isAvailable: false, send: () => Promise.resolve(false) };
  const sink = `http://${simulatorHost}:${port + mailSinkDistance}/mail`;
  return {
    isAvailable: true,
    async send(mail) {
      try {
        const headers = { 'content-type': 'application/json' };
        const { ok } = await fetch(sink, { method: 'POST', headers, body: JSON.stringify(mail), signal: AbortSignal.timeout(timeoutMs) });
        return ok;
      } catch (err) {
        log.warn({ err }, 'a mail was not taken by the sink');
        return false;
      }
    },
  };
}
