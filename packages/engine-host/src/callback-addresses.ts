import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CallbackAddresses } from '@penstock/engine';
import type { RunId } from '@penstock/kernel';

/**
 * Addresses that end a wait. The proof in them is made from run and step, so that nothing is stored before it is used:
 * an earlier step may give the address away in the same moment, and the answer may be quicker than our own commit.
 */
export class SignedCallbackAddresses implements CallbackAddresses {
  constructor(
    private readonly publicUrl: string,
    /** The first one signs; retired ones are still accepted. */
    private readonly keys: readonly [string, ...string[]],
  ) {}

  addressOf({ runId, key }: { readonly runId: RunId; readonly key: string }): string {
    return `${this.publicUrl}/callbacks/${runId}/${encodeURIComponent(key)}/${proofOf(this.keys[0], runId, key)}`;
  }

  isGenuine({ runId, key, proof }: { readonly runId: string; readonly key: string; readonly proof: string }): boolean {
    const given = Buffer.from(proof);
    return this.keys.some((secret) => {
      const wanted = Buffer.from(proofOf(secret, runId, key));
      return wanted.length === given.length && timingSafeEqual(wanted, given);
    });
  }
}

const proofOf = (secret: string, runId: string, key: string): string =>
  createHmac('sha256', secret).update(`penstock callback\n${runId}\n${key}`).digest('base64url');
