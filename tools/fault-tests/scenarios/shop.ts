import { setTimeout as delay } from 'node:timers/promises';
import type { Evidence, LoggedEffect } from '../judge/judge';
import type { CrashWorld } from '../world/product-world';

/** The demo's shop and the effect logs of the remote sides, over their own HTTP. */
/** The shop needs the gateway for its card tokens, so that placing may fail too: until as many more orders stand there. */
export async function placeOrders(world: CrashWorld, count: number): Promise<void> {
  const perBurst = 25;
  const wanted = (await shopOrders(world)).length + count;
  for (let left = count; left > 0; left = wanted - (await shopOrders(world)).length) {
    await post(world.url('shop'), '/__sim/place', { count: Math.min(perBurst, left) }).catch(() => undefined);
    await delay(200);
  }
}

interface ShopOrder {
  readonly id: string;
  readonly total: string;
  readonly state: string;
}

export async function gather(world: CrashWorld, byHand: ReadonlySet<string>): Promise<Evidence> {
  const orders = (await shopOrders(world)).map(({ id, total, state }) => ({ id, total, isAcknowledged: state === 'delivered' }));
  return { orders, paytrace: await effectsOf(world.url('paytrace')), prophet21: (await effectsOf(world.url('prophet21'))).filter(({ id }) => !byHand.has(id)) };
}

async function shopOrders(world: CrashWorld): Promise<readonly ShopOrder[]> {
  return ((await (await fetch(`${world.url('shop')}/orders`)).json()) as { orders: ShopOrder[] }).orders;
}

export const allDelivered = async (world: CrashWorld): Promise<boolean> => (await shopOrders(world)).every(({ state }) => state === 'delivered');

async function effectsOf(url: string): Promise<readonly LoggedEffect[]> {
  return ((await (await fetch(`${url}/__sim/effects`)).json()) as { effects: LoggedEffect[] }).effects;
}

export async function post(url: string, path: string, body: object): Promise<void> {
  const answer = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new TypeError(`${path} answered ${answer.status}: ${await answer.text()}`);
}
