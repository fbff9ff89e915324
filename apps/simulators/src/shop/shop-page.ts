import { demoCompanyName, demoCustomers } from '@penstock/connector-prophet21/simulator';
import type { SimulatorReply } from '@penstock/connector-sdk/simulator';
import { escapeHtml, htmlPage } from '../html';
import { catalog } from './order';
import type { BookedOrder } from './order-book';

interface ShopView {
  readonly payTrace: string;
  readonly clientKey: string;
  readonly orders: readonly BookedOrder[];
}

const extraStyle = `
.shop { display: grid; grid-template-columns: 1fr 360px; gap: 16px; align-items: start; }
@media (max-width: 860px) { .shop { grid-template-columns: 1fr; } }
.goods { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 12px; }
.good { display: flex; flex-direction: column; gap: 6px; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 14px; }
.good strong { font-weight: 600; min-height: 42px; } .good small { color: var(--muted); font-family: ui-monospace, monospace; }
.good footer { display: flex; justify-content: space-between; align-items: center; }
.cart { position: sticky; top: 16px; } .cart label { display: block; font-weight: 600; margin: 12px 0 4px; } .cart select { width: 100%; }
.cart ul { list-style: none; margin: 0; padding: 0; } .cart li { display: flex; justify-content: space-between; gap: 8px; padding: 6px 0; border-bottom: 1px solid var(--line); }
.total { display: flex; justify-content: space-between; font-weight: 600; padding: 10px 0; }
#pt_hpf_form { min-height: 190px; } .primary { width: 100%; margin-top: 8px; }
.note { color: var(--muted); font-size: 12px; } #message { min-height: 20px; color: #b42318; }
@media (prefers-color-scheme: dark) { #message { color: #f97066; } }
`;

/** The shop front: goods on the left, cart with the gateway's card frame on the right. */
export function shopPage({ payTrace, clientKey, orders }: ShopView): SimulatorReply {
  const goods = catalog.map(
    ({ sku, description, price }) => `<article class="good"><strong>${escapeHtml(description)}</strong><small>${escapeHtml(sku)}</small>
<footer><span>USD ${price.toString()}</span><button type="button" data-sku="${escapeHtml(sku)}" data-price="${price.toString()}" data-name="${escapeHtml(description)}" aria-label="Add ${escapeHtml(description)}">Add</button></footer></article>`,
  );
  const customers = demoCustomers.map(({ id, name }) => `<option value="${id}">${escapeHtml(name)}</option>`);
  const parts = [
    `<div class="shop"><section aria-label="Goods"><div class="goods">${goods.join('')}</div></section>
<aside class="panel cart" aria-label="Cart"><h2>Cart</h2><ul id="cart"></ul><div class="total"><span>Total</span><span id="total">USD 0.00</span></div>
<label for="customer">Customer</label><select id="customer">${customers.join('')}</select>
<label>Card</label><div id="pt_hpf_form"></div>
<button class="primary" id="place" type="button" disabled>Place order</button><div id="message" role="status"></div>
<p class="note">The card is typed into PayTrace’s own frame. This shop and Penstock see a token, never the number.</p></aside></div>`,
    recentOrders(orders),
    `<script src="${payTrace}/js/protect.min.js"></script><script id="shop" src="/shop.js" data-client-key="${escapeHtml(clientKey)}"></script>`,
  ];
  return htmlPage(`${demoCompanyName} web shop`, parts, { lead: 'Pipes, fittings and pumps', extraStyle });
}

function recentOrders(orders: readonly BookedOrder[]): string {
  if (orders.length === 0) return '';
  const rows = orders
    .slice(-10)
    .reverse()
    .map(
      ({ id, customer, total, state }) =>
        `<tr><td><a href="/orders/${escapeHtml(id)}">${escapeHtml(id)}</a></td><td>${escapeHtml(customer)}</td><td class="amount">USD ${escapeHtml(total)}</td><td>${state === 'delivered' ? 'taken by Penstock' : 'being delivered'}</td></tr>`,
    );
  return `<section class="panel" style="margin-top:16px"><h2>Last orders</h2><table><thead><tr><th>Order</th><th>Customer</th><th class="amount">Total</th><th>State</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

export function confirmationPage(order: BookedOrder | undefined): SimulatorReply {
  if (!order) return { ...htmlPage('Order not found', ['<div class="panel">There is no such order. <a href="/">Back to the shop</a></div>']), status: 404 };
  const { id, customer, total, state, attempts } = order;
  const told = state === 'delivered' ? 'Penstock has taken the order.' : `The order is being told to Penstock (attempt ${attempts}).`;
  const refresh = state === 'delivered' ? '' : '<meta http-equiv="refresh" content="1">';
  return htmlPage('Thank you', [
    `${refresh}<div class="panel"><h2>Order ${escapeHtml(id)}</h2><p>${escapeHtml(customer)}, USD ${escapeHtml(total)}.</p><p role="status">${told}</p><a href="/">Back to the shop</a></div>`,
  ]);
}

/** What runs in the customer's browser. */
export const shopScript = `
const cart = new Map();
const byId = (id) => document.getElementById(id);
const cents = (text) => Math.round(Number(text) * 100);
function draw() {
  byId('cart').replaceChildren(...[...cart.values()].map((line) => {
    const item = document.createElement('li');
    item.append(line.quantity + ' × ' + line.name, ' ');
    const sum = document.createElement('span');
    sum.textContent = ((cents(line.price) * line.quantity) / 100).toFixed(2);
    item.append(sum);
    return item;
  }));
  const total = [...cart.values()].reduce((sum, line) => sum + cents(line.price) * line.quantity, 0);
  byId('total').textContent = 'USD ' + (total / 100).toFixed(2);
  byId('place').disabled = cart.size === 0;
}
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-sku]');
  if (!button) return;
  const { sku, price, name } = button.dataset;
  cart.set(sku, { sku, price, name, quantity: (cart.get(sku)?.quantity ?? 0) + 1 });
  draw();
});
PTPayment.setup({ authorization: { clientKey: byId('shop').dataset.clientKey } });
byId('place').addEventListener('click', async () => {
  byId('message').textContent = '';
  byId('place').disabled = true;
  try {
    const { message } = await PTPayment.process();
    const lines = [...cart.values()].map(({ sku, quantity }) => ({ sku, quantity }));
    const body = { customerId: byId('customer').value, lines, hpf_token: message.hpf_token, enc_key: message.enc_key };
    const answer = await fetch('/orders', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const { orderId } = await answer.json();
    if (!orderId) throw new Error('The shop could not take the order.');
    location.href = '/orders/' + orderId;
  } catch (error) {
    const problems = Array.isArray(error?.reason) ? error.reason : Array.isArray(error) ? error : [];
    byId('message').textContent = problems.map((problem) => problem.description).join(' ') || error?.message || 'The card could not be read.';
    byId('place').disabled = false;
  }
});
draw();
`;
