import { streamMessage, type StreamMessage } from '@penstock/contracts';
import type { ApiTransport } from './api-transport';

export interface LiveStreamListener {
  onMessage(message: StreamMessage): void;
  /** `false` while the connection is lost; the browser reconnects by itself. */
  onConnection?(isConnected: boolean): void;
}

/** Server-sent events; needs `EventSource` (browsers). Returns a function that closes the stream. */
export function openLiveStream(transport: ApiTransport, listener: LiveStreamListener): () => void {
  const source = new EventSource(transport.urlOf('/stream'), { withCredentials: true });
  const receive = (event: MessageEvent<string>): void => {
    const message = readMessage(event.data);
    if (message) listener.onMessage(message);
  };
  source.onmessage = receive;
  // Servers may name their events by type; both forms carry the same message.
  source.addEventListener('run', receive as EventListener);
  source.addEventListener('hello', receive as EventListener);
  source.onopen = () => listener.onConnection?.(true);
  source.onerror = () => listener.onConnection?.(false);
  return () => source.close();
}

/** `null` for messages of a newer server that this page does not know. */
export function readMessage(data: string): StreamMessage | null {
  try {
    const parsed = streamMessage.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    // A half-received or foreign line tells nothing; the next message or a reload does.
    return null;
  }
}
