import { Decimal } from '@penstock/kernel';
import { malformed } from './malformed';

/** X12 820, Payment Order/Remittance Advice: what a customer pays by one transfer. */
export interface Payment820 {
  readonly controlNumber: string;
  readonly amount: string;
  /** BPR03: C is a credit to the payee, D a debit. */
  readonly creditDebit: string;
  /** BPR04: ACH, FWT, CHK, NON … */
  readonly method: string;
  /** ISO date; empty when BPR16 is. */
  readonly date: string;
  readonly trace: string;
  readonly payer: string;
  readonly payee: string;
  readonly currency: string;
  readonly remittances: readonly Remittance820[];
}

export interface Remittance820 {
  /** RMR01: IV is an invoice. */
  readonly qualifier: string;
  readonly reference: string;
  readonly paid: string;
  readonly total: string;
  readonly discount: string;
  readonly adjustments: readonly { readonly amount: string; readonly reason: string }[];
}

type Segment = readonly string[];

/** The separators stand at fixed places of the ISA segment, 106 characters long (X12.5). */
const isaLength = 106;

/** @throws ConnectorFailure FILE_MALFORMED when the envelope or a count does not fit: a part must not pass for the whole. */
export function parseX12820(text: string): readonly Payment820[] {
  const segments = segmentsOf(text);
  checkEnvelope(segments);
  return transactionsOf(segments).map(paymentOf);
}

function segmentsOf(text: string): readonly Segment[] {
  const start = text.trimStart();
  if (!start.startsWith('ISA') || start.length < isaLength) throw malformed('does not begin with an ISA segment of 106 characters');
  const [elementSeparator, terminator] = [start[3] ?? '', start[isaLength - 1] ?? ''];
  if (/[A-Za-z0-9 ]/.test(elementSeparator + terminator)) throw malformed('has letters or digits as separators');
  const parts = start.split(terminator).map((segment) => segment.replace(/^[\r\n]+|[\r\n]+$/g, ''));
  if (parts.at(-1)?.trim() !== '') throw malformed('ends in the middle of a segment');
  return parts.slice(0, -1).map((segment) => segment.split(elementSeparator));
}

function checkEnvelope(segments: readonly Segment[]): void {
  const [isa, last] = [segments[0] ?? [], segments.at(-1) ?? []];
  if (last[0] !== 'IEA' || last[2]?.trim() !== isa[13]?.trim()) throw malformed('has no IEA segment with the control number of its ISA');
  const groups = segments.filter(([id]) => id === 'GS');
  const ends = segments.filter(([id]) => id === 'GE');
  if (Number(last[1]) !== groups.length || ends.length !== groups.length) throw malformed(`names ${last[1] ?? 'no'} groups and holds ${groups.length}`);
  if (groups.some((group, index) => group[6] !== ends[index]?.[2])) throw malformed('has a GE segment with another control number than its GS');
}

/** ST … SE, counted. */
function transactionsOf(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const transactions: Segment[][] = [];
  let open: Segment[] | undefined;
  for (const segment of segments) {
    if (segment[0] === 'ST') open = [];
    open?.push(segment);
    if (segment[0] !== 'SE') continue;
    const [st] = open ?? [];
    if (!open || !st || st[2] !== segment[2]) throw malformed('has an SE segment that closes nothing');
    if (Number(segment[1]) !== open.length) throw malformed(`names ${segment[1] ?? 'no'} segments and holds ${open.length}`, `transaction ${st[2]}`);
    if (st[1] !== '820') throw malformed(`is a ${st[1] ?? '?'}, not an 820`, `transaction ${st[2]}`);
    transactions.push(open);
    open = undefined;
  }
  if (open || transactions.length === 0) throw malformed('has no complete transaction');
  return transactions;
}

function paymentOf(segments: readonly Segment[]): Payment820 {
  const first = (id: string, second?: string): Segment => segments.find((segment) => segment[0] === id && (second === undefined || segment[1] === second)) ?? [];
  const controlNumber = first('ST')[2] ?? '';
  const place = `transaction ${controlNumber}`;
  const bpr = first('BPR');
  if (bpr.length === 0) throw malformed('has no BPR segment', place);
  return {
    controlNumber,
    amount: amountOf(bpr[2], place),
    creditDebit: bpr[3] ?? '',
    method: bpr[4] ?? '',
    date: dateOf(bpr[16] ?? '', place),
    trace: first('TRN')[2] ?? '',
    payer: first('N1', 'PR')[2] ?? '',
    payee: first('N1', 'PE')[2] ?? '',
    currency: first('CUR')[2] ?? 'USD',
    remittances: remittancesOf(segments, place),
  };
}

/** An ADX adjusts the RMR before it. */
function remittancesOf(segments: readonly Segment[], place: string): readonly Remittance820[] {
  const remittances: (Remittance820 & { readonly adjustments: { amount: string; reason: string }[] })[] = [];
  for (const [id, ...elements] of segments) {
    if (id === 'RMR') {
      const [qualifier = '', reference = '', , paid, total, discount] = elements;
      remittances.push({ qualifier, reference, paid: optionalAmount(paid, place), total: optionalAmount(total, place), discount: optionalAmount(discount, place), adjustments: [] });
    }
    if (id === 'ADX') remittances.at(-1)?.adjustments.push({ amount: amountOf(elements[0], place), reason: elements[1] ?? '' });
  }
  return remittances;
}

function amountOf(text: string | undefined, place: string): string {
  const parsed = Decimal.parse(text ?? '');
  if (!parsed.ok) throw malformed(`has “${(text ?? '').slice(0, 20)}” where an amount is due`, place);
  return parsed.value.toString();
}

const optionalAmount = (text: string | undefined, place: string): string => (text ? amountOf(text, place) : '');

function dateOf(text: string, place: string): string {
  if (text === '') return '';
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (!year) throw malformed(`has “${text.slice(0, 20)}” where a date is due`, place);
  return `${year}-${month}-${day}`;
}
