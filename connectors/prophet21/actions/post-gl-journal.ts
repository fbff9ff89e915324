import { defineAction, type Verdict } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { idOf, isSameText, listOf, textOf } from '../answer';
import { callP21, type P21Context } from '../api';
import { businessDate } from '../dates';
import { equals, readRows, textLiteral } from '../odata';
import { assertPeriodOpen } from '../periods';
import { absentIfReadable, MAX_PROCESSING_MS, notReadBack, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { Prophet21Settings } from '../settings';
import {
  debitsOf,
  journalFromApi,
  journalFromRows,
  journalInput,
  journalToApi,
  postedJournal,
  reversedJournal,
  type JournalInput,
  type PostedJournal,
} from './journal-mapping';

/** The slash at the end is part of the address; without it the middleware redirects. */
const GL_PATH = '/api/accounting/gl/';

export const postGlJournal = defineAction<Prophet21Settings, JournalInput, PostedJournal>({
  id: 'post-gl-journal',
  version: 1,
  title: 'Post a GL journal',
  summary: 'Posts a balanced journal, e.g. fees or a settlement, to the general ledger. Writes to the ledger.',
  contract: {
    class: 'L',
    kind: 'ledger',
    businessKey: ({ source }) => `gl-journal:${source}`,
    amount: (journal) => ({ value: debitsOf(journal), currency: journal.currency }),
    verify: (context, { input }) => findJournal(context, input.source),
    compensate: { action: 'post-gl-journal', input: ({ input }) => reversedJournal(input) },
    undoWindow: 'while the period is open',
    visibilityLagMs: VISIBILITY_LAG_MS,
    maxProcessingMs: MAX_PROCESSING_MS,
  },
  input: journalInput,
  output: postedJournal,
  sample: { transactionNumber: '48211', source: 'FEE-2026-09-12', lineCount: 2 },
  async run(context, input) {
    const { settings, clock } = context;
    const today = businessDate(clock.now(), settings.timezone);
    const lines = journalToApi(input, { companyId: settings.companyId, today });
    await assertPeriodOpen(context, input);
    const answer = await callP21(context, { kind: 'write', method: 'POST', url: GL_PATH, json: lines });
    const echoed = journalFromApi(listOf(answer));
    const what = `the journal with source ${input.source}`;
    if (settings.readBack === 'always') return readBackOrThrow(() => findJournal(context, input.source), what);
    if (!echoed) throw notReadBack(what);
    return echoed;
  },
  remoteId: ({ transactionNumber }) => transactionNumber,
});

async function findJournal(context: P21Context, source: string): Promise<Verdict<PostedJournal>> {
  const rows = await readRows(
    context,
    {
      table: 'gl',
      select: ['gl_uid', 'transaction_number', 'sequence_number', 'source'],
      where: [equals('source', textLiteral(source)), equals('company_no', textLiteral(context.settings.companyId))],
      orderBy: ['gl_uid'],
    },
    MOST_LINES,
  );
  const ours = rows.filter((row) => isSameText(textOf(row['source']), source));
  const byTransaction = new Map<string, [JsonObject, ...JsonObject[]]>();
  for (const row of ours) {
    const number = idOf(row['transaction_number']);
    const known = byTransaction.get(number);
    if (known) known.push(row);
    else byTransaction.set(number, [row]);
  }
  return journalVerdict(context, [...byTransaction.values()], source);
}

const MOST_LINES = 2_000;

async function journalVerdict(
  context: P21Context,
  journals: readonly [JsonObject, ...JsonObject[]][],
  source: string,
): Promise<Verdict<PostedJournal>> {
  const [first, ...others] = journals;
  if (!first)
    return absentIfReadable(context, { table: 'gl', companyColumn: 'company_no' }, `journal with source ${source}`);
  const output = journalFromRows(first);
  if (others.length === 0) return { verdict: 'found', output, remoteId: output.transactionNumber };
  return { verdict: 'duplicate', output, remoteIds: journals.map((rows) => idOf(rows[0]['transaction_number'])) };
}
