import type { IncomingMessage } from 'node:http';

export type DeliveryBody = { readonly kind: 'read'; readonly text: string } | { readonly kind: 'too-large' } | { readonly kind: 'gone' };

/**
 * The whole body as text, byte by byte as it came. A body over the limit is not collected: what is announced is
 * refused at once, what only shows while it comes in is dropped from there on. `gone`: the sender hung up.
 */
export function readDeliveryBody(request: IncomingMessage, limitBytes: number): Promise<DeliveryBody> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else resolve({ kind: 'too-large' });
    });
    request.on('end', () => resolve({ kind: 'read', text: textOf(chunks) }));
    request.on('error', () => resolve({ kind: 'gone' }));
  });
}

/** Nearly every delivery fits into one read of the socket. */
const textOf = (chunks: readonly Buffer[]): string =>
  (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8');
