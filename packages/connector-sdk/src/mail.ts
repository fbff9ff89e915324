import type { SecretRef } from './http';

/**
 * The port for sending mail. The implementation (runtime-adapters, by SMTP) owns sockets, encryption, time-outs, the
 * address guard, redaction and the sign-in: connector code never sees the password (S12).
 */
export interface MailClient {
  /**
   * Hands one message to the connection's mail server. Never repeats by itself.
   * @throws ConnectorFailure class `not-sent`, `throttled`, `auth`, `business` or `config` when the server certainly
   *   took nothing, `ambiguous` when the message left and no answer came.
   */
  send(message: MailMessage): Promise<MailReceipt>;
  /** Connects and signs in, and sends nothing. @throws ConnectorFailure */
  check(): Promise<void>;
}

export interface MailAddress {
  readonly address: string;
  readonly name?: string | undefined;
}

/** At least one of `text` and `html`. No part may hold line breaks that would begin another header. */
export interface MailMessage {
  /** The fact the message tells of. The same key gives the same Message-ID, so that people and mail servers see a repetition. */
  readonly key: string;
  readonly from: MailAddress;
  readonly to: readonly string[];
  readonly cc?: readonly string[] | undefined;
  readonly subject: string;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly attachments?: readonly MailAttachment[] | undefined;
}

export interface MailAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

export interface MailReceipt {
  /** Without angle brackets. */
  readonly messageId: string;
  readonly accepted: readonly string[];
  /** Recipients the server refused while it took the message for the others. */
  readonly refused: readonly string[];
}

/** `implicit`: TLS from the first byte (port 465). `starttls`: required before anything is said (port 587). */
export const mailEncryptions = ['starttls', 'implicit', 'none'] as const;
export type MailEncryption = (typeof mailEncryptions)[number];

/** `token`: by an access token of the connection’s own sign-in (XOAUTH2), which is fetched over HTTP. */
export type MailSignIn = { readonly user: string; readonly password: SecretRef } | { readonly user: string; readonly token: true };

/** Where a connection's mail goes, as data. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** `none` is only for hosts that an administrator has allowed as private ones. */
  readonly encryption: MailEncryption;
  /** Absent: the server takes mail without a sign-in. */
  readonly signIn?: MailSignIn | undefined;
}
