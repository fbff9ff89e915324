import { defineAction, type Verdict } from '@penstock/connector-sdk';
import { Decimal, type JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { amountOf, amountText, idOf, isSameText, textOf } from '../answer';
import type { P21Context } from '../api';
import { businessDate, dateToEdit } from '../dates';
import { date, text, wholeNumber } from '../fields';
import { editsOf } from '../mapped-edits';
import { serviceFor } from '../mapped-services';
import { equals, LONGEST_CHAIN, numberLiteral, readRows } from '../odata';
import { MAX_PROCESSING_MS, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { DepositService } from '../service-map';
import type { Prophet21Settings } from '../settings';
import { postTransaction, transactionSet, type Edit } from '../transaction';

const depositInput = z.strictObject({
  depositNumber: text(40).meta({ title: 'Deposit number', description: 'E.g. the settlement batch. Must be unique.' }),
  paymentNumbers: z
    .array(wholeNumber(19))
    .min(1)
    .max(LONGEST_CHAIN)
    .meta({ title: 'Payments', description: 'The payment numbers of the receipts that went to the bank together.' }),
  amount: z
    .string()
    .regex(/^\d{1,15}(\.\d{1,4})?$/)
    .optional()
    .meta({ title: 'Amount', description: 'What the bank shows.' }),
  currency: z.string().length(3).default('USD').meta({ title: 'Currency' }),
  bankNo: wholeNumber(19).optional().meta({ title: 'Bank number', options: 'banks' }),
  depositDate: date.optional().meta({ title: 'Deposit date', description: 'Default: today.' }),
});

const recordedDeposit = z.object({
  depositNumber: z.string().meta({ title: 'Deposit number' }),
  paymentCount: z.number().meta({ title: 'Number of payments' }),
  amount: z.string().meta({ title: 'Sum of the payments' }),
});
type DepositInput = z.infer<typeof depositInput>;
type RecordedDeposit = z.infer<typeof recordedDeposit>;

export const recordDeposit = defineAction<Prophet21Settings, DepositInput, RecordedDeposit>({
  id: 'record-deposit',
  version: 1,
  title: 'Record a deposit',
  summary: 'Puts posted receipts into one bank deposit, as they were paid out. Writes to the ledger.',
  contract: {
    class: 'L',
    kind: 'ledger',
    businessKey: ({ depositNumber }) => `deposit:${depositNumber}`,
    amount: ({ amount, currency }) => (amount === undefined ? undefined : { value: Decimal.from(amount), currency }),
    verify: (context, { input }) => findDeposit(context, input),
    undoWindow: 'until the bank line is reconciled (change the deposit in Prophet 21)',
    visibilityLagMs: VISIBILITY_LAG_MS,
    maxProcessingMs: MAX_PROCESSING_MS,
  },
  input: depositInput,
  output: recordedDeposit,
  sample: { depositNumber: 'BATCH-412', paymentCount: 2, amount: '162.00' },
  async run(context, input) {
    const { settings, clock } = context;
    const service = serviceFor(settings.serviceMap, 'deposit');
    const today = businessDate(clock.now(), settings.timezone);
    await postTransaction(context, depositToTransaction(input, { service, today }));
    return readBackOrThrow(() => findDeposit(context, input), `deposit ${input.depositNumber}`);
  },
  remoteId: ({ depositNumber }) => depositNumber,
});

interface DepositDefaults {
  readonly service: DepositService;
  /** Business date, `YYYY-MM-DD`. */
  readonly today: string;
}

function depositToTransaction(deposit: DepositInput, { service, today }: DepositDefaults): JsonObject {
  const { header, payments } = service;
  const { fields } = header;
  const edits = editsOf('deposit', [
    { title: 'Bank number', field: fields.bankNo, value: deposit.bankNo },
    { title: 'Deposit number', field: fields.depositNumber, value: deposit.depositNumber },
    {
      title: 'Deposit date',
      field: fields.depositDate,
      value: dateToEdit(deposit.depositDate ?? today),
      isDefault: deposit.depositDate === undefined,
    },
    // Stated for the record of the step; P21 adds the payments up itself.
    { title: 'Amount', field: fields.amount, value: deposit.amount, isDefault: true },
  ]);
  const rows = deposit.paymentNumbers.map((number): readonly Edit[] => [[payments.fields.paymentNumber, number]]);
  return transactionSet(service.service, [
    { name: header.element, type: header.type, keys: header.keys, rows: [edits] },
    { name: payments.element, type: payments.type, keys: payments.keys, rows },
  ]);
}

/**
 * P21 keeps no deposit record: a deposit is the number that its payments share. The payments are therefore the positive
 * control as well.
 */
async function findDeposit(context: P21Context, deposit: DepositInput): Promise<Verdict<RecordedDeposit>> {
  const { depositNumber } = deposit;
  const wanted = [...new Set(deposit.paymentNumbers)];
  const rows = await readRows(
    context,
    {
      table: 'ar_payment_details',
      select: ['payment_number', 'payment_amount', 'deposit_number'],
      anyOf: wanted.map((number) => equals('payment_number', numberLiteral(number))),
      orderBy: ['payment_number'],
    },
    LONGEST_CHAIN,
  );
  const readable = rows.filter((row) => wanted.includes(idOf(row['payment_number'])));
  const inDeposit = readable.filter((row) => isSameText(textOf(row['deposit_number']), depositNumber));
  if (inDeposit.length === wanted.length) {
    const sum = inDeposit.reduce((total, row) => total.plus(amountOf(row['payment_amount'])), Decimal.zero);
    const output = { depositNumber, paymentCount: wanted.length, amount: amountText(sum) };
    return { verdict: 'found', output, remoteId: depositNumber };
  }
  if (readable.length < wanted.length)
    return { verdict: 'unsure', reason: 'not all payments of the deposit can be read' };
  if (inDeposit.length > 0)
    return {
      verdict: 'unsure',
      reason: `only ${inDeposit.length} of ${wanted.length} payments carry deposit ${depositNumber}`,
    };
  return {
    verdict: 'absent',
    evidence: `all ${wanted.length} payments are readable and none carries deposit ${depositNumber}`,
  };
}
