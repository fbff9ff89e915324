import { demoCompanyName } from '@penstock/connector-prophet21/simulator';
import type { SimulatorReply } from '@penstock/connector-sdk/simulator';
import { parseJson, stringifyJson, type Json } from '@penstock/kernel';
import { escapeHtml, htmlPage } from '../html';
import type { BookedOrder } from './order-book';
import type { Neighbours } from './page-neighbours';
import { shopStyle } from './shop-style';

interface OrderedLine {
  readonly description: string;
  readonly quantity: Json;
  readonly amount: Json;
}

/** What the customer sees after paying, with the state of the delivery to Penstock. */
export function confirmationPage(order: BookedOrder | undefined, neighbours: Neighbours): SimulatorReply {
  const title = `${demoCompanyName} web shop`;
  if (!order) {
    const parts = [
      '<div class="narrow"><div class="panel"><h2>There is no such order</h2><p>It may have been placed before the shop was reset. <a href="/">Back to the shop</a></p></div></div>',
    ];
    return { ...htmlPage(title, parts, { extraStyle: shopStyle }), status: 404 };
  }
  const { id, customer, total, body } = order;
  const { order: event } = parseJson(body) as unknown as { readonly order: { readonly lines: readonly OrderedLine[] } };
  const rows = event.lines.map(
    ({ description, quantity, amount }) =>
      `<tr><td>${stringifyJson(quantity)} × ${escapeHtml(description)}</td><td class="amount">${stringifyJson(amount)}</td></tr>`,
  );
  const parts = [
    `<div class="narrow"><div class="panel"><h2>Order ${escapeHtml(id)}</h2>
<p class="dimmed">Thank you. Ordered by ${escapeHtml(customer)}, paid by card.</p>
<table><thead><tr><th scope="col">Goods</th><th scope="col" class="amount">USD</th></tr></thead><tbody>${rows.join('')}<tr><td><strong>Total</strong></td><td class="amount"><strong>${escapeHtml(total)}</strong></td></tr></tbody></table>
<p role="status" id="delivery" data-order="${escapeHtml(id)}">${escapeHtml(deliveryWords(order))}</p>
${linksFor(order, neighbours)}</div></div>`,
    '<script src="/shop.js"></script>',
  ];
  return htmlPage(title, parts, { extraStyle: shopStyle, headers: { 'cache-control': 'no-store' } });
}

const linksFor = ({ id }: BookedOrder, { platform, prophet21, payTrace }: Neighbours): string =>
  `<nav class="next" aria-label="What happened next"><a href="/">Back to the shop</a><a href="${escapeHtml(platform)}/runs?q=${encodeURIComponent(id)}">Its run in Penstock</a><a href="${escapeHtml(prophet21)}">Prophet 21 simulator</a><a href="${escapeHtml(payTrace)}">PayTrace simulator</a></nav>`;

export function deliveryWords({
  state,
  attempts,
  lastAnswer,
}: Pick<BookedOrder, 'state' | 'attempts' | 'lastAnswer'>): string {
  if (state === 'delivered') return 'Penstock has taken the order.';
  if (lastAnswer === '') return 'The order is on its way to Penstock.';
  return `Penstock has not taken the order yet (try ${attempts}: ${lastAnswer}). The shop keeps it and tries again.`;
}
