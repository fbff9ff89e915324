import type { Concept } from './concept';

/** Who and what a record is about. */
export const partyConcepts: readonly Concept[] = [
  {
    id: 'bill-to',
    group: 'role',
    words: 'billing | bill to | invoice to | billed to | bill to party | mailing | invoice address | payer address',
  },
  {
    id: 'ship-to',
    group: 'role',
    words:
      'shipping | ship to | deliver to | delivery | ship 2 | delivered to | ship to party | physical | recipient | consignee | destination',
  },
  { id: 'ship-from', group: 'role', words: 'ship from | origin address | source address | sender address' },
  { id: 'remit-to', group: 'role', words: 'remit to | remit' },
  {
    id: 'customer',
    group: 'entity',
    near: { payer: 0.85, contact: 0.55, person: 0.6, account: 0.4, 'bill-to': 0.5, user: 0.5, subscriber: 0.6 },
    words: 'customer | client | buyer | sold to | purchaser | shopper | consumer | debtor account | cust',
  },
  {
    id: 'payer',
    group: 'entity',
    near: { 'bill-to': 0.5 },
    words: 'payer | payor | remitter | debtor | ordering party | originator',
  },
  {
    id: 'partner',
    group: 'entity',
    near: { customer: 0.6, vendor: 0.5 },
    words: 'partner | trading partner | business partner',
  },
  {
    id: 'counterparty',
    group: 'entity',
    near: { payer: 0.6, payee: 0.6 },
    words: 'counterparty | other party | opposite party',
  },
  { id: 'payee', group: 'entity', near: { vendor: 0.5 }, words: 'payee | beneficiary | creditor | beneficiary party' },
  { id: 'vendor', group: 'entity', words: 'vendor | supplier | seller' },
  {
    id: 'company',
    group: 'entity',
    near: { organization: 0.85, merchant: 0.3, customer: 0.25, name: 0.5 },
    words: 'company | firm | business | employer | subsidiary | legal entity',
  },
  { id: 'organization', group: 'entity', words: 'organization | organisation | org | institution' },
  { id: 'merchant', group: 'entity', words: 'merchant | shop | store | storefront' },
  {
    id: 'employee',
    group: 'entity',
    near: { person: 0.6, worker: 0.9 },
    words: 'employee | staff | staff member | associate | personnel | team member',
  },
  { id: 'worker', group: 'entity', words: 'worker | payee employee' },
  {
    id: 'contact',
    group: 'entity',
    near: { person: 0.6, subscriber: 0.6, lead: 0.5 },
    words: 'contact | attention | attn',
  },
  { id: 'person', group: 'entity', words: 'person | individual | people | guest | patient | passenger | attendee' },
  {
    id: 'user',
    group: 'entity',
    near: { person: 0.5, taker: 0.5 },
    words: 'user | login user | member | profile',
  },
  { id: 'subscriber', group: 'entity', near: { person: 0.5 }, words: 'subscriber | audience member | mailing member' },
  { id: 'lead', group: 'entity', words: 'lead | prospect' },
  { id: 'owner', group: 'entity', near: { 'sales-rep': 0.6 }, words: 'owner | assigned to | assignee' },
  {
    id: 'sales-rep',
    group: 'entity',
    words:
      'sales rep | salesrep | sales representative | salesperson | sales person | account manager | account executive',
  },
  { id: 'taker', group: 'entity', words: 'taker | order taker | entered by | placed by | sales clerk | cashier' },
  { id: 'manager', group: 'entity', words: 'manager | supervisor | reports to' },
  { id: 'branch', group: 'entity', near: { location: 0.6, department: 0.3 }, words: 'branch | office' },
  {
    id: 'location',
    group: 'entity',
    words: 'location | warehouse | plant | site | facility | stock location | distribution center | loc',
  },
  { id: 'department', group: 'entity', near: { 'cost-center': 0.6 }, words: 'department | division | dept' },
  { id: 'cost-center', group: 'entity', words: 'cost center | cost centre | profit center' },
  { id: 'bank', group: 'entity', words: 'bank | financial institution | account servicer | servicer' },
  {
    id: 'carrier',
    group: 'entity',
    near: { 'ship-method': 0.55 },
    words: 'carrier | shipper | freight carrier | courier',
  },
];
