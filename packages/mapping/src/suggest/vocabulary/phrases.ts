import type { Phrase } from './concept';

const phrase = (words: string, ...means: string[]): Phrase => ({ words, means });

const addressed: readonly (readonly [string, string])[] = [
  ['address', 'address'],
  ['addressee', 'name'],
  ['name', 'name'],
  ['company', 'company'],
  ['street', 'street'],
  ['city', 'city'],
  ['state', 'region'],
  ['zip', 'postal-code'],
  ['postal code', 'postal-code'],
  ['country', 'country'],
  ['phone', 'phone'],
  ['email', 'email'],
  ['contact', 'contact'],
];
/** `BillEmail`, `ShipCity`: the short words count as roles only before what an address has. */
const shortRoles = (short: string, role: string): readonly Phrase[] =>
  addressed.map(([words, concept]) => phrase(`${short} ${words}`, role, concept));

/** Compound names and the concepts they are made of, so that `sku` meets `item_id` and `customer.id` meets `customer_id`. */
export const phrases: readonly Phrase[] = [
  ...shortRoles('bill', 'bill-to'),
  ...shortRoles('ship', 'ship-to'),
  phrase('remittance address', 'remit-to', 'address'),
  phrase('price unit | unit amount | amount unit | unit rate | sales price', 'unit', 'price'),
  phrase('price subtotal | line subtotal', 'extended', 'price'),
  phrase('amount untaxed | untaxed amount | untaxed total', 'tax-excluded', 'amount'),
  phrase('amount tax', 'tax'),
  phrase('amount discount', 'discount'),
  phrase('debit amount | dr amount', 'debit-credit', 'amount'),
  phrase('credit amount | cr amount', 'debit-credit', 'amount'),
  phrase('requested ship | requested ship date | ship requested', 'shipped', 'requested'),
  phrase(
    'sku | stock keeping unit | item code | product code | part number | article number | material number | catalog number | item sku | product sku | style number',
    'item',
    'identifier',
  ),
  phrase(
    'customer part number | buyer part number | customer item number | buyer item',
    'customer',
    'item',
    'reference',
  ),
  phrase('vendor part number | supplier part number | vendor item', 'vendor', 'item', 'reference'),
  phrase('item name | product name | product title | item title', 'item', 'name'),
  phrase('item description | product description | item desc', 'item', 'description'),
  phrase(
    'po number | po no | purchase order number | po | customer po | po num | customer reference id | customer reference | cust po | po id',
    'purchase-order',
    'identifier',
  ),
  phrase(
    'order number | order no | order id | order name | order num | sales order number | increment id',
    'order',
    'identifier',
  ),
  phrase(
    'customer number | customer no | customer id | client id | account number customer | cust id | customer code | buyer id',
    'customer',
    'identifier',
  ),
  phrase('job number', 'job', 'identifier'),
  phrase('bill to name | billing name', 'bill-to', 'name'),
  phrase('company name | business name | legal name | trading name | organization name', 'company', 'name'),
  phrase('bill to', 'bill-to'),
  phrase('card expiration month | expiration month | exp month | expiry month', 'expiry', 'month'),
  phrase('card expiration year | expiration year | exp year | expiry year', 'expiry', 'year'),
  phrase(
    'unit price | price per unit | price each | unit cost | selling price per unit | base price | item price | net price',
    'unit',
    'price',
  ),
  phrase(
    'extended price | extended amount | line total | row total | line amount | line total amount | ext price | ext amount | line price total',
    'extended',
    'price',
  ),
  phrase('discount percent | discount rate | discount pct', 'discount', 'rate'),
  phrase('tax rate | tax percent | tax pct | vat rate', 'tax', 'rate'),
  phrase('tax code | tax group | tax class | tax category', 'tax', 'type'),
  phrase('order date | date ordered | date of order | ordered at', 'order', 'date'),
  phrase('invoice date | date of invoice', 'invoice', 'date'),
  phrase('purchase order date | po date', 'purchase-order', 'date'),
  phrase(
    'line number | line no | line id | sequence | line num | seq | sequence number | line sequence | item number line',
    'line',
    'identifier',
  ),
  phrase(
    'retrieval reference | gateway transaction id | transaction id | transaction number | trans id | transaction reference | payment reference | external transaction id',
    'transaction',
    'identifier',
  ),
  phrase('check number | check no | cheque number', 'check', 'identifier'),
  phrase('account servicer reference | bank reference', 'bank', 'reference'),
  phrase('shipping tax', 'freight', 'tax'),
  phrase('created by', 'created', 'user'),
  phrase('updated by | modified by | last maintained by', 'updated', 'user'),
];
