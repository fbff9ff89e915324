import { ConnectorFailure, defineAction, type Verdict } from '@penstock/connector-sdk';
import { Decimal, type JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { idOf, textOf } from '../answer';
import type { P21Context } from '../api';
import { beforeSending } from '../before-sending';
import { datawindowOf, runCommands, type WindowField, type WindowStep } from '../commands';
import { businessDate, dateToEdit } from '../dates';
import { date, positiveMoney, text, wholeNumber } from '../fields';
import { serviceFor } from '../mapped-services';
import { equals, numberLiteral, readPage, textLiteral } from '../odata';
import { assertPeriodOpen } from '../periods';
import { MAX_PROCESSING_MS, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { ReversalService } from '../service-map';
import type { Prophet21Settings } from '../settings';

const reversalInput = z.strictObject({
  receiptNumber: wholeNumber(19).meta({ title: 'Receipt number', description: 'As posting the receipt answered it.', options: 'receipts' }),
  amount: positiveMoney.optional().meta({ title: 'Amount', description: 'For the record of what is undone.' }),
  currency: z.string().length(3).default('USD').meta({ title: 'Currency' }),
  reversalDate: date.optional().meta({ title: 'Date of the reversal', description: 'Default: today.' }),
  period: wholeNumber(3).optional().meta({ title: 'Period', description: 'Default: the one P21 proposes.', options: 'open-periods' }),
  yearForPeriod: wholeNumber(4).optional().meta({ title: 'Year of the period', options: 'open-years' }),
});

const reversedReceipt = z.object({
  receiptNumber: text(19).meta({ title: 'Receipt number' }),
  paymentNumber: z.string().meta({ title: 'Payment number' }),
  reversed: z.boolean().meta({ title: 'Reversed' }),
});
type ReversalInput = z.infer<typeof reversalInput>;
type ReversedReceipt = z.infer<typeof reversedReceipt>;

export const reverseArReceipt = defineAction<Prophet21Settings, ReversalInput, ReversedReceipt>({
  id: 'reverse-ar-receipt',
  version: 1,
  title: 'Reverse an AR receipt',
  summary: 'Takes a posted receipt back, so that its invoices are open again. Writes to the ledger.',
  contract: {
    class: 'L',
    kind: 'ledger',
    businessKey: ({ receiptNumber }) => `ar-receipt-reversal:${receiptNumber}`,
    amount: ({ amount, currency }) => (amount === undefined ? undefined : { value: Decimal.from(amount), currency }),
    verify: (context, { input }) => findReversal(context, input.receiptNumber),
    undoWindow: 'not at all: post the receipt again under a new reference',
    visibilityLagMs: VISIBILITY_LAG_MS,
    maxProcessingMs: MAX_PROCESSING_MS,
  },
  input: reversalInput,
  output: reversedReceipt,
  sample: { receiptNumber: '50012', paymentNumber: '70031', reversed: true },
  async run(context, input) {
    const service = serviceFor(context.settings.serviceMap, 'reversal');
    const { period, yearForPeriod, receiptNumber } = input;
    if (period !== undefined && yearForPeriod !== undefined) await assertPeriodOpen(context, { period, yearForPeriod });
    const receipt = await beforeSending(() => readReceipt(context, receiptNumber));
    if (!receipt) throw notFound(receiptNumber, context.settings.companyId);
    // A second reversal would be an entry of its own; this one is already done.
    if (isReversed(receipt)) return reversalFromRow(receipt);

    const today = businessDate(context.clock.now(), context.settings.timezone);
    await runCommands(context, service.service, reversalSteps(input, { service, today, receipt }));
    return readBackOrThrow(() => findReversal(context, receiptNumber), `the reversal of receipt ${receiptNumber}`);
  },
  remoteId: ({ receiptNumber }) => receiptNumber,
});

interface ReversalFacts {
  readonly service: ReversalService;
  /** Business date, `YYYY-MM-DD`. */
  readonly today: string;
  readonly receipt: JsonObject;
}

function reversalSteps(input: ReversalInput, { service, today, receipt }: ReversalFacts): readonly WindowStep[] {
  const { header, tool } = service;
  const { fields } = header;
  const values: readonly (readonly [field: string | undefined, value: string | undefined])[] = [
    [fields.receiptNumber, input.receiptNumber],
    [fields.paymentNumber, idOf(receipt['payment_number'])],
    [fields.reversalDate, dateToEdit(input.reversalDate ?? today)],
    [fields.period, input.period],
    [fields.yearForPeriod, input.yearForPeriod],
  ];
  const changes = values.flatMap(([field, value]): readonly WindowField[] =>
    field === undefined || value === undefined ? [] : [{ datawindow: datawindowOf(header.element), field, value }],
  );
  // One field per step: within a step they are not atomic.
  return [
    ...changes.map((change): WindowStep => ({ do: 'change', fields: [change] })),
    ...(tool === undefined ? [] : [{ do: 'tool', tool, row: 0 } as const]),
    { do: 'save' },
  ];
}

async function readReceipt(context: P21Context, receiptNumber: string): Promise<JsonObject | undefined> {
  const rows = await readPage(
    context,
    {
      table: 'ar_receipts',
      select: ['receipt_number', 'payment_number', 'company_id', 'reverse_payment_flag'],
      where: [
        equals('receipt_number', numberLiteral(receiptNumber)),
        equals('company_id', textLiteral(context.settings.companyId)),
      ],
    },
    { top: 1 },
  );
  return rows.find((row) => idOf(row['receipt_number']) === receiptNumber);
}

/** The receipt itself is the positive control: seen without its flag, it has not been reversed. */
async function findReversal(context: P21Context, receiptNumber: string): Promise<Verdict<ReversedReceipt>> {
  const receipt = await readReceipt(context, receiptNumber);
  if (!receipt) return { verdict: 'unsure', reason: `receipt ${receiptNumber} cannot be read at all` };
  if (isReversed(receipt)) return { verdict: 'found', output: reversalFromRow(receipt), remoteId: receiptNumber };
  return { verdict: 'absent', evidence: `receipt ${receiptNumber} is readable and not marked as reversed` };
}

const isReversed = (receipt: JsonObject): boolean => textOf(receipt['reverse_payment_flag']) === 'Y';

const reversalFromRow = (receipt: JsonObject): ReversedReceipt => ({
  receiptNumber: idOf(receipt['receipt_number']),
  paymentNumber: idOf(receipt['payment_number']),
  reversed: isReversed(receipt),
});

const notFound = (receiptNumber: string, companyId: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'P21_RECEIPT_NOT_FOUND',
    message: `Prophet 21 has no receipt ${receiptNumber} in company ${companyId}. Nothing was reversed.`,
    remedy: 'Check the receipt number, and that the API user may read table ar_receipts.',
  });
