import type { IncomingMessage } from 'node:http';
import type { HeldDelivery } from './held-deliveries';

export type DeliveryBody = { readonly kind: 'read'; readonly text: string } | { readonly kind: 'too-large' } | { readonly kind: 'too-many' } | { readonly kind: 'gone' };

export interface DeliveryLimits {
  readonly limitBytes: number;
  readonly held: HeldDelivery;
}

/**
 * The whole body as text, byte by byte as it came. A body over the limit is not collected: what is announced is
 * refused at once, what only shows while it comes in is dropped from there on. `too-many`: others hold the memory for
 * it. `gone`: the sender hung up.
 */
export function readDeliveryBody(request: IncomingMessage, { limitBytes, held }: DeliveryLimits): Promise<DeliveryBody> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let isDropped = false;
    const drop = (kind: 'too-large' | 'too-many'): void => {
      isDropped = true;
      chunks.length = 0;
      resolve({ kind });
    };
    request.on('data', (chunk: Buffer) => {
      // What follows is neither kept nor counted: the hold on memory ends with the answer.
      if (isDropped) return;
      size += chunk.length;
      if (size > limitBytes) drop('too-large');
      else if (!held.take(chunk.length)) drop('too-many');
      else chunks.push(chunk);
    });
    request.on('end', () => resolve({ kind: 'read', text: textOf(chunks) }));
    request.on('error', () => resolve({ kind: 'gone' }));
    request.on('close', () => resolve({ kind: 'gone' }));
  });
}

/** Nearly every delivery fits into one read of the socket. */
const textOf = (chunks: readonly Buffer[]): string =>
  (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8');
