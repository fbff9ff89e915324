import { createHmac, timingSafeEqual } from 'node:crypto';

/** The three headers of a delivery signed by the Standard Webhooks scheme. */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

export interface WebhookDelivery {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The raw body as it came, before any parsing. */
  readonly body: string | Buffer;
}

export type SignatureProblem = 'headers-missing' | 'timestamp-malformed' | 'timestamp-outside-window' | 'signature-mismatch' | 'secret-unusable';

export type SignatureVerdict =
  | { readonly valid: true; readonly messageId: string; readonly sentAt: number }
  | { readonly valid: false; readonly problem: SignatureProblem };

export interface VerifyOptions {
  /**
   * `whsec_<base64>` is decoded; any other text is used as its UTF-8 bytes. Several secrets may be live while one is
   * being rotated out.
   */
  readonly secrets: readonly string[];
  /** Wall clock, milliseconds since the epoch. */
  readonly now: number;
  /** How far the sender's clock may be off, both ways. Default five minutes. */
  readonly toleranceMs?: number;
}

const defaultToleranceMs = 5 * 60_000;
/** A sender lists one signature per live key; a longer list is an attack on our time. */
const maxSignatures = 10;

/** Fails closed: anything missing, malformed or unknown is not valid. */
export function verifyStandardWebhook(delivery: WebhookDelivery, options: VerifyOptions): SignatureVerdict {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = delivery.headers;
  if (!id || !timestamp || !signatures) return invalid('headers-missing');
  if (!/^\d{1,12}$/.test(timestamp)) return invalid('timestamp-malformed');
  const sentAt = Number(timestamp) * 1000;
  if (Math.abs(options.now - sentAt) > (options.toleranceMs ?? defaultToleranceMs)) return invalid('timestamp-outside-window');

  const keys = options.secrets.map(keyOf).filter((key) => key !== undefined);
  if (keys.length === 0) return invalid('secret-unusable');
  const expected = keys.map((key) => digestOf(key, id, timestamp, delivery.body));
  // Every pair is compared, so that the time taken does not tell which key came near.
  let matches = false;
  for (const given of candidates(signatures)) {
    for (const digest of expected) matches = equalInConstantTime(given, digest) || matches;
  }
  return matches ? { valid: true, messageId: id, sentAt } : invalid('signature-mismatch');
}

export interface SignOptions {
  readonly secret: string;
  readonly messageId: string;
  /** Wall clock, milliseconds since the epoch. */
  readonly now: number;
}

/** Undefined when the secret cannot be used as a key. */
export function signStandardWebhook(body: string | Buffer, options: SignOptions): SignedHeaders | undefined {
  const key = keyOf(options.secret);
  if (!key) return undefined;
  const timestamp = String(Math.floor(options.now / 1000));
  const digest = digestOf(key, options.messageId, timestamp, body);
  return {
    'webhook-id': options.messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${digest.toString('base64')}`,
  };
}

function keyOf(secret: string): Buffer | undefined {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret, 'utf8');
  // An empty key would accept what anybody signs. Strength is judged where secrets are made, not here.
  return key.length > 0 ? key : undefined;
}

// eslint-disable-next-line max-params -- the four parts of the signed content
function digestOf(key: Buffer, id: string, timestamp: string, body: string | Buffer): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

/** `v1,<base64> v1,<base64>`; other versions (e.g. the asymmetric `v1a`) are passed over. */
function candidates(signatures: string): readonly Buffer[] {
  return signatures
    .split(' ')
    .slice(0, maxSignatures)
    .filter((entry) => entry.startsWith('v1,'))
    .map((entry) => Buffer.from(entry.slice('v1,'.length), 'base64'));
}

const equalInConstantTime = (given: Buffer, expected: Buffer): boolean =>
  given.length === expected.length && timingSafeEqual(given, expected);

const invalid = (problem: SignatureProblem): SignatureVerdict => ({ valid: false, problem });
