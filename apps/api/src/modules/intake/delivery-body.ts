import type { IncomingMessage } from 'node:http';

export type DeliveryBody =
  | { readonly kind: 'read'; readonly text: string; readonly bytes: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'no-room' }
  | { readonly kind: 'gone' };

/** Null when the sender does not say. */
export const announcedBytes = ({ headers }: IncomingMessage): number | null => ('transfer-encoding' in headers ? null : Number(headers['content-length'] ?? 0));

/** Room in memory is not kept for a sender that takes longer for a megabyte. */
const READ_WITHIN_MS = 10_000;

/**
 * The whole body as text, byte by byte as it came. A body over the limit is not collected: what is announced is
 * refused at once, what only shows while it comes in is dropped from there on. `gone`: the sender hung up.
 * @param hasRoom asked before more is kept; false: `no-room`.
 */
export function readDeliveryBody(request: IncomingMessage, limitBytes: number, hasRoom: (bytes: number) => boolean): Promise<DeliveryBody> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve) => {
    let chunks: Buffer[] | undefined = [];
    let size = 0;
    const end = (body: DeliveryBody): void => {
      clearTimeout(deadline);
      // What still comes in is not kept: the room in memory is given back with the answer.
      chunks = undefined;
      resolve(body);
    };
    const deadline = setTimeout(() => end({ kind: 'too-slow' }), READ_WITHIN_MS);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (!chunks) return;
      if (size > limitBytes) end({ kind: 'too-large' });
      else if (!hasRoom(size)) end({ kind: 'no-room' });
      else chunks.push(chunk);
    });
    request.on('end', () => chunks && end({ kind: 'read', text: textOf(chunks), bytes: size }));
    request.on('error', () => end({ kind: 'gone' }));
    request.on('close', () => end({ kind: 'gone' }));
  });
}

/** Nearly every delivery fits into one read of the socket. */
const textOf = (chunks: readonly Buffer[]): string =>
  (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8');
