import { ConnectorFailure, quoted, type FailureDetails } from '@penstock/connector-sdk';
import { BlockedAddress } from '../http/address-guard';

/** What an SMTP session ended with, as nodemailer tells it; `code` and `command` are its own. */
interface SessionError {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

export interface SessionEnd {
  readonly thrown: unknown;
  readonly host: string;
  /** The message itself had begun to leave. */
  readonly hasLeft: boolean;
  scrub(text: string): string;
}

/** Servers ask for patience without saying how long: graylisting lets a message pass after a minute or a few. */
const patienceMs = 60_000;
const nothing = 'No message was sent.';

/** RFC 5321: a 4yz or 5yz reply says that the server took nothing; without a reply after the message, nobody knows. */
export function mailFailure(end: SessionEnd): unknown {
  const { thrown, host, hasLeft } = end;
  if (thrown instanceof ConnectorFailure) return thrown;
  if (thrown instanceof BlockedAddress) return blockedMailServer(host);
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as SessionError;
  const details = error.responseCode === undefined ? withoutReply(error, host, hasLeft) : refusal(error, end);
  // The server's words may repeat the credentials: only codes travel on as the cause.
  return new ConnectorFailure(details, { cause: `${error.code ?? ''} ${error.command ?? ''}`.trim() });
}

function withoutReply(error: SessionError, host: string, hasLeft: boolean): FailureDetails {
  if (hasLeft) {
    return {
      class: 'ambiguous',
      code: 'MAIL_ANSWER_LOST',
      message: `The message left for ${host}, but no answer came back. It is not known whether it will be delivered.`,
      remedy: 'Look for the message at a recipient or in the log of the mail server, then decide.',
    };
  }
  return {
    class: 'not-sent',
    code: 'MAIL_NOT_SENT',
    message: `The mail server ${host} could not be reached or broke off (${error.code ?? 'connection failed'}). ${nothing}`,
    remedy: 'It is tried again by itself. If it stays so, check server, port and encryption of the connection.',
  };
}

function refusal({ code, command, response = '', responseCode = 0 }: SessionError, { host, scrub }: SessionEnd): FailureDetails {
  const told = { remoteCode: String(responseCode), exchange: { request: `SMTP ${command ?? ''} to ${host}`, response: scrub(response).slice(0, 500) } };
  if (responseCode < 500) {
    return { class: 'throttled', code: 'MAIL_SERVER_BUSY', message: `${host} asks to wait: ${quoted(scrub(response))}. ${nothing}`, retryAfterMs: patienceMs, remedy: 'It is tried again by itself.', ...told };
  }
  if (code === 'ETLS' || command === 'STARTTLS') return { ...notEncrypted(host).details, ...told };
  if (code === 'EAUTH') {
    return { class: 'auth', code: 'MAIL_SIGN_IN_REFUSED', message: `${host} refused the user or the password. ${nothing}`, remedy: 'Enter user and password again and test the connection. Some providers want a password made for this app.', ...told };
  }
  return { class: 'business', code: 'MAIL_REFUSED', message: `${host} refused the message: ${quoted(scrub(response))}. ${nothing}`, remedy: 'Correct the recipients, the sender or the content, then retry the run.', ...told };
}

export const notEncrypted = (host: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'MAIL_NOT_ENCRYPTED',
    message: `${host} would be reached without encryption. ${nothing}`,
    remedy: 'Choose STARTTLS or TLS in the connection. An administrator can allow a server of your own network without.',
  });

const blockedMailServer = (host: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'MAIL_ADDRESS_BLOCKED',
    message: `${host} is an address inside a private network, and this connection may not go there. ${nothing}`,
    remedy: 'Check the server in the connection; an administrator can allow a private host for it.',
  });

export const headerInjected = (): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'MAIL_HEADER_INVALID',
    message: `An address, name or subject holds a line break or another control character. ${nothing}`,
    remedy: 'Take it out of the data that the mail is made of, then retry the run.',
  });
