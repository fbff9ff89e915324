import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@penstock/kernel';
import type { FaultPlan } from './faults';

export interface WebhookTarget {
  readonly url: string;
  /** `whsec_<base64>` or plain text. */
  readonly secret: string;
}

export interface WebhookPush {
  target(target: WebhookTarget | undefined): void;
  /** Queues one message; its id stays the same over every try. */
  push(message: unknown): void;
  /** Messages not yet taken by the receiver. */
  pending(): number;
  close(): void;
}

export interface WebhookPushOptions {
  readonly clock: Clock;
  readonly faults: FaultPlan;
  /** Pause before the first repeat; doubles up to a minute. */
  readonly retryMs?: number;
}

interface Message {
  readonly id: string;
  readonly body: string;
}

/** Pushes messages signed by the Standard Webhooks scheme, in order, and repeats each until it is answered with 2xx. */
export function createWebhookPush({ clock, faults, retryMs = 500 }: WebhookPushOptions): WebhookPush {
  const queue: Message[] = [];
  const stopping = new AbortController();
  let target: WebhookTarget | undefined;
  let draining = false;

  const drain = async () => {
    if (draining) return;
    draining = true;
    let wait = retryMs;
    while (target && queue[0] && !stopping.signal.aborted) {
      if (await delivered(target, queue[0], clock)) {
        if (faults.duplicatesWebhook()) await delivered(target, queue[0], clock);
        queue.shift();
        wait = retryMs;
      } else {
        await pause(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
        wait = Math.min(wait * 2, 60_000);
      }
    }
    draining = false;
  };
  return {
    target(next) {
      target = next;
      void drain();
    },
    push(message) {
      if (!target) return;
      queue.push({ id: `msg_${randomUUID()}`, body: JSON.stringify(message) });
      void drain();
    },
    pending: () => queue.length,
    close: () => stopping.abort(),
  };
}

async function delivered({ url, secret }: WebhookTarget, message: Message, clock: Clock): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: message.body,
      headers: { 'content-type': 'application/json', ...signatureHeaders(secret, message, clock) },
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Receiver away or too slow: the message stays in the queue.
    return false;
  }
}

/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, base64, prefixed `v1,`. */
export function signatureHeaders(secret: string, { id, body }: Message, clock: Clock): Record<string, string> {
  const timestamp = String(Math.floor(clock.now() / 1000));
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
