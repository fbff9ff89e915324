import { ConnectorFailure, defineAction, type Verdict } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { idOf, isSameText, textOf } from '../answer';
import type { P21Context } from '../api';
import { equals, readRows, textLiteral } from '../odata';
import { absentIfReadable, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { Prophet21Settings } from '../settings';
import { postTransaction, transactionSet } from '../transaction';
import { LONGEST_WAIT_MS, postTransactionAsync } from '../transaction-async';
import {
  postedTransaction,
  transactionInput,
  type LookUp,
  type PostedTransaction,
  type TransactionInput,
} from './transaction-shape';

export const postTransactionAction = defineAction<Prophet21Settings, TransactionInput, PostedTransaction>({
  id: 'post-transaction',
  version: 1,
  title: 'Post to any window',
  summary: 'Posts one record through any service of the Transaction API, e.g. a purchase order. Writes to the ledger.',
  contract: {
    class: 'L',
    kind: 'ledger',
    businessKey: ({ service, lookUp }) => `transaction:${service}:${lookUp.reference}`,
    verify: (context, { input }) => findRecord(context, input),
    undoWindow: 'as the window allows (in Prophet 21)',
    visibilityLagMs: VISIBILITY_LAG_MS,
    // A queued transaction waits for its turn and cannot be called back.
    maxProcessingMs: 5 * LONGEST_WAIT_MS,
  },
  input: transactionInput,
  output: postedTransaction,
  sample: { service: 'PurchaseOrder', key: '998302', reference: 'TAG-ME' },
  async run(context, input) {
    assertReferenceIsWritten(input);
    const request = inputToTransaction(input);
    await (input.mode === 'queue' ? postTransactionAsync(context, request) : postTransaction(context, request));
    // P21 may report success and have written nothing, so the record itself is the proof.
    return readBackOrThrow(() => findRecord(context, input), `the record with reference ${input.lookUp.reference}`);
  },
  remoteId: ({ key }) => key,
});

export const inputToTransaction = ({ service, elements }: TransactionInput): JsonObject =>
  transactionSet(
    service,
    elements.map(({ element, type, keys, rows }) => ({
      name: element,
      type,
      keys,
      rows: rows.map((edits) => edits.map(({ field, value }) => [field, value] as const)),
    })),
  );

/** A reference that is in none of the fields could never be found again. */
function assertReferenceIsWritten({ elements, lookUp }: TransactionInput): void {
  const values = elements.flatMap(({ rows }) => rows.flat()).map(({ value }) => value);
  if (values.some((value) => isSameText(value, lookUp.reference))) return;
  throw new ConnectorFailure({
    class: 'config',
    code: 'P21_REFERENCE_NOT_WRITTEN',
    message: `No field of the record holds the reference ${lookUp.reference}, so it could not be found again. Nothing was posted.`,
    remedy: 'Write the reference into the field that ends up in the look-up column.',
  });
}

const MOST_MATCHES = 50;

async function findRecord(context: P21Context, input: TransactionInput): Promise<Verdict<PostedTransaction>> {
  const { service, lookUp } = input;
  const { table, column, keyColumn, reference } = lookUp;
  const rows = await readRows(
    context,
    { table, select: [...new Set([keyColumn, column])], where: conditionsOf(context, lookUp), orderBy: [keyColumn] },
    MOST_MATCHES,
  );
  const ours = rows.filter((row) =>
    isSameText(lookUp.type === 'number' ? idOf(row[column]) : textOf(row[column]), reference),
  );
  const keys = [...new Set(ours.map((row) => idOf(row[keyColumn])))];
  const [key, ...others] = keys;
  if (key === undefined) {
    const companyColumn = lookUp.companyColumn === 'none' ? undefined : lookUp.companyColumn;
    return absentIfReadable(
      context,
      { table, ...(companyColumn && { companyColumn }) },
      `row of ${table} with ${column} ${reference}`,
    );
  }
  const output = { service, key, reference };
  return others.length === 0
    ? { verdict: 'found', output, remoteId: key }
    : { verdict: 'duplicate', output, remoteIds: keys };
}

function conditionsOf({ settings }: P21Context, { column, type, reference, companyColumn }: LookUp) {
  const ours = equals(column, { type, value: reference });
  return companyColumn === 'none' ? [ours] : [ours, equals(companyColumn, textLiteral(settings.companyId))];
}
