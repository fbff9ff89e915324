import { ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { listOf, objectOf, textOf } from '../answer';
import { callP21 } from '../api';
import type { Prophet21Settings } from '../settings';
import { uiServerOf } from '../ui-server';
import { elementName } from './transaction-shape';

const reportInput = z.strictObject({
  report: z
    .string()
    .regex(/^m_[A-Za-z0-9_]{1,100}$/, 'a report service, e.g. `m_invoices`')
    .meta({
      title: 'Report',
      description: 'E.g. `m_invoices`, `m_customerstatements`. P21 hides them from its list of services.',
    }),
  element: elementName.meta({ title: 'Criteria element', description: 'E.g. `TABPAGE_1.poreportcriteriadw`.' }),
  criteria: z
    .array(z.strictObject({ field: z.string().regex(/^[A-Za-z0-9_]{1,100}$/), value: z.string().max(255) }))
    .min(1)
    .max(60)
    .meta({ title: 'Criteria', description: 'In typing order, e.g. company, first number, last number.' }),
});

const reportOutput = z.object({
  documents: z.array(
    z.object({
      id: z.string(),
      fileName: z.string(),
      contentType: z.string(),
      contentBase64: z.string().meta({ title: 'Content (Base64)' }),
    }),
  ),
});
type ReportInput = z.infer<typeof reportInput>;
type ReportOutput = z.infer<typeof reportOutput>;

export const printReport = defineAction<Prophet21Settings, ReportInput, ReportOutput>({
  id: 'print-report',
  version: 1,
  title: 'Print a report',
  summary:
    'Prints a form, e.g. an invoice or a statement, as PDF. Moves nothing; P21 may mark what it prints as printed.',
  contract: { class: 'R' },
  input: reportInput,
  output: reportOutput,
  sample: {
    documents: [
      {
        id: 'PO500100',
        fileName: 'PO500100 PURCHASE_ORDER.pdf',
        contentType: 'application/pdf',
        contentBase64: 'JVBERi0=',
      },
    ],
  },
  async run(context, input) {
    const url = `${await uiServerOf(context)}/api/v2/process/pdfreport`;
    const answer = await callP21(context, { kind: 'read', method: 'POST', url, json: reportToApi(input) });
    return { documents: listOf(answer).map(objectOf).map(documentFromApi) };
  },
});

/** Unlike elsewhere in the Transaction API, `Status` and `Type` are numbers here. */
const reportToApi = ({ report, element, criteria }: ReportInput): JsonObject => ({
  Name: report,
  Transactions: [
    {
      DataElements: [
        {
          Keys: [],
          Name: element,
          Rows: [{ Edits: criteria.map(({ field, value }): Json => ({ Name: field, Value: value })) }],
          Type: 0,
        },
      ],
      Status: 0,
    },
  ],
  UseCodeValues: false,
});

/** @throws ConnectorFailure when P21 says of a document that it failed. */
function documentFromApi(document: JsonObject): ReportOutput['documents'][number] {
  const state = objectOf(document['ResponseStatus']);
  if (textOf(state['StatusCode']) !== 'Success') {
    throw new ConnectorFailure({
      class: 'business',
      code: 'P21_DOCUMENT_FAILED',
      message: `Prophet 21 could not make the document. Prophet 21 says: ${textOf(state['Message']) || '(no reason given)'}`,
    });
  }
  return {
    id: textOf(document['DocumentId']),
    fileName: textOf(document['FileName']),
    contentType: textOf(document['DocumentContentType']),
    contentBase64: textOf(document['DocumentData']),
  };
}
