import type { IntakeChannel } from '@penstock/connector-sdk';
import { assertNever } from '@penstock/kernel';
import { isSignedBody, type SignedBody } from './body-hmac';
import { verifyStandardWebhook, type VerifyOptions } from './standard-webhooks';

/** Whether a delivery may come in by this channel. An unsigned claim always may: its flow reads back before it acts. */
export function isProven(delivery: SignedBody, channel: Pick<IntakeChannel<unknown>, 'scheme' | 'signature'>, options: VerifyOptions): boolean {
  switch (channel.scheme) {
    case 'standard-webhooks':
      return verifyStandardWebhook(delivery, options).valid;
    case 'hmac-sha256':
      return channel.signature !== undefined && isSignedBody(delivery, { signature: channel.signature, secrets: options.secrets });
    case 'unsigned-claim':
      return true;
    default:
      return assertNever(channel.scheme);
  }
}
