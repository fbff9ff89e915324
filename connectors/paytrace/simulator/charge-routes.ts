import type { SimulatorReply, SimulatorRoute } from '@penstock/connector-sdk/simulator';
import { Decimal } from '@penstock/kernel';
import { canonicalAmount } from '../money-amount';
import { member, words, type ApiCall, type ApiRoutes } from './api-route';
import { cardProblemTexts, checkCard, type CheckedCard } from './card-check';
import type { GatewayTransaction, TransactionType } from './gateway-transaction';
import { chargeReply, done, externalId, refused } from './replies';

export function chargeRoutes(api: ApiRoutes): readonly SimulatorRoute[] {
  const types = { sale: 'SALE', authorization: 'AUTHORIZATION' } as const;
  const charges = Object.entries(types).flatMap(([name, type]) => [
    api.write(`transactions/${name}/keyed`, (call) => charge(call, type, keyedCard(call))),
    api.write(`transactions/${name}/swiped`, (call) => charge(call, type, swipedCard(call))),
    api.write(`transactions/${name}/by_customer`, (call) => charge(call, type, vaultCard(call))),
    api.write(`transactions/${name}/pt_protect`, (call) => charge(call, type, tokenCard(call))),
  ]);
  return [
    ...charges,
    api.write('transactions/refund/keyed', (call) => refundCard(call, keyedCard(call))),
    api.write('transactions/refund/to_customer', (call) => refundCard(call, vaultCard(call))),
  ];
}

/** A refund without an earlier sale; the keyed one shows the card (PayTrace's own sample reads it). */
function refundCard(call: ApiCall, { card, errors, showsCard }: CardSource): SimulatorReply {
  const amount = canonicalAmount(call.body.amount);
  const allErrors = { ...errors, ...missingFields(call, amount, 'SALE') };
  if (!card || amount === undefined || Object.keys(allErrors).length > 0) return refused(allErrors);
  const refund: GatewayTransaction = { ...judged(call, 'SALE', { card, amount }), type: 'REFUND', state: 'pending', approvalCode: '', approvalMessage: '' };
  call.gateway.record(call.request, 'refund', refund);
  const members = { transaction_id: refund.id, ...externalId, ...(showsCard && { masked_card_number: card.masked }) };
  return done(106, 'Your transaction was successfully refunded.', members);
}

/** The card a charge is for, or why there is none. */
interface CardSource {
  readonly card?: CheckedCard;
  readonly errors: Readonly<Record<string, string>>;
  /** By-customer and swiped answers leave the masked number out (PayTrace's own samples). */
  readonly showsCard: boolean;
  /** Called once the charge is certain to be judged: a token works once, also when the bank declines. */
  use?(): void;
}

function keyedCard({ body }: ApiCall): CardSource {
  const entered = member(body.credit_card);
  const { card, problems } = checkCard({
    number: words(entered.number),
    encryptedNumber: words(entered.encrypted_number),
    expirationMonth: words(entered.expiration_month),
    expirationYear: words(entered.expiration_year),
    csc: words(body.csc) || words(body.encrypted_csc),
  });
  return { card, showsCard: true, errors: Object.fromEntries(problems.map((number) => [number, cardProblemTexts[number]])) };
}

function swipedCard({ body }: ApiCall): CardSource {
  const track = /^%B(\d+)\^[^^]*\^(\d{2})(\d{2})/.exec(words(body.swipe));
  const { card, problems } = checkCard({
    number: track?.[1] ?? '',
    expirationYear: `20${track?.[2] ?? ''}`,
    expirationMonth: track?.[3] ?? '',
    csc: words(body.csc),
  });
  return { card, showsCard: false, errors: Object.fromEntries(problems.map((number) => [number, cardProblemTexts[number]])) };
}

function vaultCard({ body, gateway }: ApiCall): CardSource {
  const id = words(body.customer_id);
  const customer = gateway.store.customers.get(id);
  if (!customer?.card) return { showsCard: false, errors: { 30: `Customer ID, ${id}, was not found or is incomplete.` } };
  return { card: customer.card, showsCard: false, errors: {} };
}

/** What an unknown or used token answers is not on record (assumed: 35, as for an unreadable card). */
function tokenCard({ body, gateway, request }: ApiCall): CardSource {
  const token = words(body.hpf_token);
  const card = gateway.store.cardTokens.get(token);
  if (!card || words(body.enc_key) === '') return { showsCard: true, errors: { 35: cardProblemTexts[35] } };
  return { card, showsCard: true, errors: {}, use: () => gateway.remember(request, 'card-token-used', { token }) };
}

/** Numbers of these errors are not on record (assumed: outside PayTrace's range, so that nobody relies on them). */
const assumedNumbers = { amount: '9001', address: '9002', zip: '9003', csc: '9004', invoice: '9005', ceiling: '9006', duplicate: '9007' };

function charge(call: ApiCall, type: TransactionType, source: CardSource): SimulatorReply {
  const { gateway, request } = call;
  const amount = canonicalAmount(call.body.amount);
  const errors = { ...source.errors, ...missingFields(call, amount, type) };
  const { card } = source;
  if (!card || amount === undefined || Object.keys(errors).length > 0) return refused(errors);

  const { switches } = gateway.store;
  if (switches.blockedCards.includes(card.masked.slice(-4))) {
    return refused({ 779: 'BLOCKED - This card number has been blocked to prevent potential fraud.' }, externalId);
  }
  if (switches.saleCeiling !== null && Decimal.from(amount).compare(Decimal.from(switches.saleCeiling)) > 0) {
    return refused({ [assumedNumbers.ceiling]: 'The amount is above the sale ceiling of this user.' });
  }
  const transaction = judged(call, type, { card, amount });
  if (isDuplicate(call, transaction)) return refused({ [assumedNumbers.duplicate]: 'This is a duplicate transaction.' });
  source.use?.();
  const kind = transaction.state === 'declined' ? 'decline' : type === 'SALE' ? 'sale' : 'authorization';
  gateway.record(request, kind, transaction);
  return chargeReply(transaction, source.showsCard);
}

/** The bank's answer: declines by amount 0.29 (recorded) or by switch; everything else is approved. */
function judged(call: ApiCall, type: TransactionType, { card, amount }: { readonly card: CheckedCard; readonly amount: string }): GatewayTransaction {
  const { body, gateway, user } = call;
  const { switches } = gateway.store;
  const decline = amount === '0.29' ? '  EXPIRED CARD - Expired card' : switches.declineWith && `    ${switches.declineWith}`;
  const avsResponse = avsOf(call);
  // Recorded: a decline judges the address and leaves the security code empty.
  const cscResponse = decline ? '' : words(body.csc) === '000' ? 'No Match' : card.cscResponse;
  const mismatch = avsResponse === 'No Match' || cscResponse === 'No Match';
  return {
    id: gateway.store.nextId,
    type,
    state: decline ? 'declined' : switches.autoVoid && mismatch ? 'voided' : type === 'SALE' ? 'pending' : 'authorized',
    amount,
    invoice: words(body.invoice_id),
    customerId: words(body.customer_id),
    masked: card.masked,
    approvalCode: decline ? '' : `TAS${String(Math.floor(gateway.random.next() * 1000)).padStart(3, '0')}`,
    approvalMessage: decline || `  ${avsWords[avsResponse] ?? 'NO  MATCH'} - Approved and completed`,
    avsResponse,
    cscResponse,
    description: words(body.description),
    user,
    createdAt: gateway.clock.now(),
  };
}

const avsWords: Readonly<Record<string, string>> = {
  'Full Exact Match': 'EXACT MATCH',
  'Zip Match Only': 'ZIP MATCH',
  'Address Match Only': 'ADDR MATCH',
};

/** 8320 and 85284 are the pair of all official samples; that they match fully is assumed. */
function avsOf({ body }: ApiCall): string {
  const address = member(body.billing_address);
  const street = words(address.street_address);
  const zip = words(address.zip);
  if (street === '' && zip === '') return 'Address Unavailable';
  const [streetMatches, zipMatches] = [/^8320\b/.test(street), zip.startsWith('85284')];
  if (streetMatches && zipMatches) return 'Full Exact Match';
  if (zipMatches) return 'Zip Match Only';
  return streetMatches ? 'Address Match Only' : 'No Match';
}

function missingFields({ body, gateway }: ApiCall, amount: string | undefined, type: TransactionType): Record<string, string> {
  const { switches } = gateway.store;
  const address = member(body.billing_address);
  const errors: Record<string, string> = {};
  // A zero authorization verifies a card; a zero sale is nothing.
  if (amount === undefined || (type === 'SALE' && Decimal.from(amount).isZero())) errors[assumedNumbers.amount] = 'Please provide a valid Amount.';
  if (switches.requireAddress && words(address.street_address) === '') errors[assumedNumbers.address] = 'Please provide a valid Street Address.';
  if (switches.requireZip && words(address.zip) === '') errors[assumedNumbers.zip] = 'Please provide a valid Zip Code.';
  if (switches.requireCsc && words(body.csc) === '') errors[assumedNumbers.csc] = 'Please provide a valid CSC.';
  if (switches.requireInvoice && words(body.invoice_id) === '') errors[assumedNumbers.invoice] = 'Please provide a valid Invoice.';
  return errors;
}

/** Same card, amount, invoice and API user within the window; only approved ones count. */
function isDuplicate({ gateway }: ApiCall, next: GatewayTransaction): boolean {
  const windowMs = gateway.store.switches.duplicateWindowMinutes * 60_000;
  if (windowMs === 0) return false;
  return [...gateway.store.transactions.values()].some(
    (known) =>
      known.approvalCode !== '' &&
      known.state !== 'voided' &&
      known.createdAt > next.createdAt - windowMs &&
      known.masked === next.masked &&
      known.amount === next.amount &&
      known.invoice === next.invoice &&
      known.user === next.user,
  );
}
