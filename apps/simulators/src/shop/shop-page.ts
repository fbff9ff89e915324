import { demoCompanyName, demoCustomers } from '@penstock/connector-prophet21/simulator';
import type { SimulatorReply } from '@penstock/connector-sdk/simulator';
import { escapeHtml, htmlPage } from '../html';
import { catalog, type CatalogItem } from './order';
import type { BookedOrder } from './order-book';
import type { Neighbours } from './page-neighbours';
import { glyphOf } from './product-glyphs';
import { shopStyle } from './shop-style';

export interface ShopView {
  readonly neighbours: Neighbours;
  /** Newest first. */
  readonly orders: readonly BookedOrder[];
}

/** The shop front: goods on the left, cart with the gateway's card frame on the right. */
export function shopPage({ neighbours, orders }: ShopView): SimulatorReply {
  const { payTrace } = neighbours;
  const parts = [
    `<div class="shop"><section aria-labelledby="goods-title"><h2 id="goods-title">Goods</h2><ul class="goods">${catalog.map(goodHtml).join('')}</ul></section>${cartHtml}</div>`,
    lastOrders(orders),
    `<script src="/shop.js" id="shop" data-gateway="${escapeHtml(payTrace)}"></script>`,
  ];
  return htmlPage(`${demoCompanyName} web shop`, parts, {
    lead: 'Pipes, fittings and pumps for the trade',
    extraStyle: shopStyle,
    headers: { 'content-security-policy': policyFor(payTrace), 'cache-control': 'no-store' },
  });
}

/** Scripts and frames of the shop and of the gateway, nothing else: what a card page should allow. */
const policyFor = (payTrace: string): string =>
  `default-src 'none'; script-src 'self' ${payTrace}; frame-src ${payTrace}; connect-src 'self'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const unitWords: Readonly<Record<string, string>> = { EA: 'each', BX: 'per box', BG: 'per bag', RL: 'per roll' };

function goodHtml({ sku, description, unit, price }: CatalogItem): string {
  const name = escapeHtml(description);
  return `<li class="good">${glyphOf(sku)}<div><h3>${name}</h3><span class="mono">${escapeHtml(sku)}</span></div>
<footer><span class="price">USD ${price.toString()} <small>${unitWords[unit] ?? ''}</small></span><button type="button" data-sku="${escapeHtml(sku)}" data-price="${price.toString()}" data-name="${name}" aria-label="Add ${name}">Add</button></footer></li>`;
}

const customerOptions = demoCustomers
  .map(({ id, name }) => `<option value="${id}">${escapeHtml(name)}</option>`)
  .join('');

const cartHtml = `<aside class="side" aria-label="Cart and payment"><div class="panel">
<h2>Cart</h2>
<ul id="cart" class="cart-lines" aria-label="Cart"></ul>
<p id="empty" class="empty">Nothing chosen yet. Add goods from the list.</p>
<p class="total"><span>Total</span><span id="total">USD 0.00</span></p>
<label class="field" for="customer">Customer</label><select id="customer">${customerOptions}</select>
<span class="field" id="card-title">Card</span>
<div id="pt_hpf_form" role="group" aria-labelledby="card-title"></div>
<button class="primary" id="place" type="button" disabled>Place order</button>
<p id="message" role="status"></p>
<p class="note">The card is typed into PayTrace’s own frame. This shop and Penstock see a one-time token, never the number.</p>
</div></aside>`;

function lastOrders(orders: readonly BookedOrder[]): string {
  if (orders.length === 0) return '';
  const rows = orders.map(
    ({ id, customer, total, state }) =>
      `<tr><td class="mono"><a href="/orders/${escapeHtml(id)}">${escapeHtml(id)}</a></td><td>${escapeHtml(customer)}</td><td><span class="state ${state}">${state === 'delivered' ? 'Taken by Penstock' : 'Being delivered'}</span></td><td class="amount">USD ${escapeHtml(total)}</td></tr>`,
  );
  return `<section class="orders panel" aria-labelledby="orders-title"><h2 id="orders-title">Last orders</h2><div class="scroll" tabindex="0" role="region" aria-label="Last orders"><table><thead><tr><th scope="col">Order</th><th scope="col">Customer</th><th scope="col">State</th><th scope="col" class="amount">Total</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`;
}
