import type { FailureDetails } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { isObject, listOf, objectOf, textOf } from './answer';

/** What became of one record of a set. Its number is its place in the request, from 1. */
export interface RecordOutcome {
  readonly record: number;
  readonly status: 'passed' | 'failed' | 'unclear';
  /** P21's own words, without the `Transaction 1::` in front. */
  readonly message: string;
}

/**
 * Every record of an answer, told apart by its own status and message. HTTP 200 says nothing: a refusal is one too, and
 * the records of a set succeed and fail independently of each other.
 */
export function recordOutcomes(answer: Json): readonly RecordOutcome[] {
  const envelope = objectOf(answer);
  const statuses = listOf(objectOf(envelope['Results'])['Transactions']).map((one) => textOf(objectOf(one)['Status']));
  const messages = messagesByRecord(listOf(envelope['Messages']).map(textOf));
  const summary = objectOf(envelope['Summary']);
  const count = Math.max(statuses.length, sumOf(summary), ...messages.keys());
  const allFailed = statuses.length === 0 && countOf(summary['Failed']) === count;
  return Array.from({ length: count }, (_, index) => ({
    record: index + 1,
    status: allFailed ? 'failed' : recordStatus(statuses[index]),
    message: messages.get(index + 1) ?? '',
  }));
}

function recordStatus(status: string | undefined): RecordOutcome['status'] {
  if (status === 'Passed') return 'passed';
  return status === 'Failed' ? 'failed' : 'unclear';
}

/** Messages without a number in front belong to the record before them, the first ones to the first record. */
function messagesByRecord(messages: readonly string[]): ReadonlyMap<number, string> {
  const byRecord = new Map<number, string>();
  let record = 1;
  for (const message of messages) {
    const numbered = /^\s*Transaction (\d{1,6})::\s*([\s\S]*)$/.exec(message);
    if (numbered) record = Number(numbered[1]);
    const said = (numbered?.[2] ?? message).trim();
    byRecord.set(record, [byRecord.get(record) ?? '', said].filter((part) => part !== '').join(' '));
  }
  return byRecord;
}

/** A count that is no whole number is no count; records are few, so a huge one is unreadable as well. */
const MOST_RECORDS = 10_000;
function countOf(value: Json | undefined): number {
  const count = Number(textOf(value) || 0);
  return Number.isInteger(count) && count >= 0 && count <= MOST_RECORDS ? count : 0;
}
const sumOf = (summary: JsonObject): number =>
  countOf(summary['Succeeded']) + countOf(summary['Failed']) + countOf(summary['Other']);

/** Undefined when exactly one record was sent and that one passed. */
export function transactionFailure(answer: Json): FailureDetails | undefined {
  const envelope = objectOf(answer);
  const summary = envelope['Summary'];
  if (!isObject(summary)) return unclear('Prophet 21 answered without a summary.');

  const said = listOf(envelope['Messages']).map(textOf).join(' ').trim();
  if (/Unexpected response window/i.test(said)) return unexpectedWindow(said);
  const failed = countOf(summary['Failed']);
  const succeeded = countOf(summary['Succeeded']);
  if (failed > 0 && succeeded > 0) return partlyPosted(recordOutcomes(answer));
  if (failed > 0 && countOf(summary['Other']) === 0) return refused(said);
  const statuses = listOf(objectOf(envelope['Results'])['Transactions']).map((one) => textOf(objectOf(one)['Status']));
  const isPassed = succeeded === 1 && failed === 0 && countOf(summary['Other']) === 0;
  if (isPassed && statuses.every((status) => status === 'Passed')) return undefined;
  return unclear(`Prophet 21 reports neither success nor failure. ${said}`.trim());
}

const refused = (messages: string): FailureDetails => ({
  class: 'business',
  code: 'P21_TRANSACTION_REFUSED',
  message: `Prophet 21 refused the entry. Nothing was posted. Prophet 21 says: ${messages || '(no reason given)'}`,
  remedy: 'Correct the field that P21 names and run again.',
});

function partlyPosted(outcomes: readonly RecordOutcome[]): FailureDetails {
  const listed = outcomes.map(({ record, status, message }) => `${record} ${status}${message && ` (${message})`}`);
  return {
    class: 'ambiguous',
    code: 'P21_PARTLY_POSTED',
    message: `Prophet 21 took some records and refused others. They are looked up before anything else. Records: ${listed.join('; ')}.`,
    remedy: 'Send one record per step, so that each one stands for itself.',
  };
}

/** A left-over dialog of a pooled session, or a rule that asks on saving: it can come before or after the save. */
const unexpectedWindow = (messages: string): FailureDetails => ({
  class: 'ambiguous',
  code: 'P21_UNEXPECTED_WINDOW',
  message: `A dialog stood in the way in Prophet 21. The posting may have been made; it is looked up before anything else. Prophet 21 says: ${messages}`,
  remedy: 'If it keeps coming: a DynaChange rule opens a dialog on saving. Exempt the API user from it.',
});

const unclear = (said: string): FailureDetails => ({
  class: 'ambiguous',
  code: 'P21_UNREADABLE_ANSWER',
  message: `${said} The posting may have been made; it is looked up before anything else.`,
});
