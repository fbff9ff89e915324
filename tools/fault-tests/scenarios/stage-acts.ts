import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { signStandardWebhook } from '@penstock/runtime-adapters';
import { DEMO_INTAKE_SECRET } from '../world/product-world';
import type { Stage } from './scenario';

/** What several scenarios do. `delay` paces the trouble; no expectation waits for it. */
export const ablation = (name: string): string => join(__dirname, '..', 'ablations', `${name}.cjs`);

export interface Killing {
  readonly programs: readonly string[];
  readonly kills: number;
  readonly pauseMs: number;
}

/** `kill -9` of one of the programs after the other, at uneven distances. */
export async function killAgainAndAgain({ world, random }: Stage, { programs, kills, pauseMs }: Killing): Promise<void> {
  for (let count = 0; count < kills; count += 1) {
    await delay(pauseMs * (0.4 + random.next() * 0.9));
    await world.crash(programs[Math.floor(random.next() * programs.length)] ?? 'api');
  }
}

export async function killing(stage: Stage, how: Killing): Promise<void> {
  await placingWhile(stage, () => killAgainAndAgain(stage, how));
}

export async function placingWhile(stage: Stage, trouble: () => Promise<void>): Promise<void> {
  const placing = stage.place(stage.orders);
  await trouble();
  await placing;
}

export const signed = (messageId: string, body: string | Buffer, secret = DEMO_INTAKE_SECRET): Record<string, string> => ({
  ...signStandardWebhook(body, { messageId, secret, now: Date.now() }),
});

/** A copy of a shop's order beside the shop's own delivery. */
export async function sendCopy({ world }: Stage, { id, body }: { readonly id: string; readonly body: string }): Promise<number> {
  const headers = signed(`copy-${id}-${randomUUID()}`, body);
  const answer = await fetch(`${world.url('api')}/hooks/sandbox/shop-orders`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  return answer.status;
}
