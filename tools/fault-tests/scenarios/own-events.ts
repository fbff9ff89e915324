import { setTimeout as delay } from 'node:timers/promises';
import type { FlowDocument } from '@penstock/flow-model';
import type { SentEvent } from '../judge/judge-events';
import { deployFlow, type DeployedFlow } from '../world/deploy-flow';
import { FAULT_API_KEY, type CrashWorld } from '../world/product-world';
import { signed } from './stage-acts';

export interface EventToSend {
  readonly id: string;
  readonly key?: string;
  readonly amount: string;
  /** References of the journals that the flow makes of it. */
  readonly journals: readonly string[];
  /** Further fields of the payload. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface Sent extends SentEvent {
  /** Milliseconds since the epoch: first try, and the 2xx. */
  readonly sentAt: number;
  readonly acknowledgedAt: number;
}

const REPEAT_EVERY_MS = 150;
/** The sender does what it is told, but not for half a minute. */
const LONGEST_PAUSE_MS = 2_000;
const ANSWER_WITHIN_MS = 30_000;

/** Flows that a scenario brings along, and a sender that repeats every event until it is acknowledged. */
export class OwnEvents {
  readonly sent: Sent[] = [];
  /** Answers other than 2xx, by status; 0: no answer. */
  readonly refusals = new Map<number, number>();
  private isClosed = false;
  private readonly deployed = new Map<string, DeployedFlow>();

  constructor(private readonly world: CrashWorld) {}

  async deploy(flows: readonly FlowDocument[]): Promise<void> {
    for (const flow of flows) this.deployed.set(flow.trigger.path ?? '', await deployFlow({ apiUrl: this.world.url('api'), apiKey: FAULT_API_KEY }, flow));
  }

  /** Resolves when the event is acknowledged, or given up after `tries`. */
  async send(path: string, event: EventToSend, tries = Number.POSITIVE_INFINITY): Promise<boolean> {
    const sentAt = Date.now();
    const { id, key, amount, journals, more } = event;
    const body = JSON.stringify({ id, key, amount, ...period(sentAt), ...more });
    let comeAgainMs: number | undefined = 0;
    for (let count = 0; count < tries && comeAgainMs !== undefined && !this.isClosed; count += 1) {
      await delay(comeAgainMs);
      comeAgainMs = await this.attempt(path, { id: `${id}-${count}`, body });
    }
    const isAcknowledged = comeAgainMs === undefined;
    this.sent.push({ id, ...(key !== undefined && { key }), amount, journals, isAcknowledged, sentAt, acknowledgedAt: Date.now() });
    return isAcknowledged;
  }

  /** The world is gone: whoever still sends gives up. */
  close(): void {
    this.isClosed = true;
  }

  /** So many senders, each with one event under way at a time. */
  async sendAll(path: string, events: readonly EventToSend[], senders: number): Promise<void> {
    const waiting = [...events];
    await Promise.all(
      Array.from({ length: senders }, async () => {
        for (let event = waiting.shift(); event; event = waiting.shift()) await this.send(path, event);
      }),
    );
  }

  /** @returns undefined when it was acknowledged, else when to come again. */
  private async attempt(path: string, { id, body }: { readonly id: string; readonly body: string }): Promise<number | undefined> {
    const flow = this.deployed.get(path);
    if (!flow) throw new TypeError(`the scenario brings no flow ${path}`);
    const headers = { 'content-type': 'application/json', ...signed(id, body, flow.secret) };
    const { status, retryAfter } = await fetch(flow.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).then(
      async (answer) => (await answer.arrayBuffer(), { status: answer.status, retryAfter: Number(answer.headers.get('retry-after') ?? 0) }),
      () => ({ status: 0, retryAfter: 0 }),
    );
    if (status >= 200 && status < 300) return undefined;
    if (status >= 400 && status < 500) throw new TypeError(`${id} was answered ${status}, which coming again does not change`);
    this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1);
    return Math.max(REPEAT_EVERY_MS, Math.min(retryAfter * 1_000, LONGEST_PAUSE_MS));
  }
}

/** The current one, which is open in the simulated Prophet 21. */
function period(now: number): { period: number; year: number } {
  const date = new Date(now);
  return { period: date.getUTCMonth() + 1, year: date.getUTCFullYear() };
}
