import { randomUUID } from 'node:crypto';
import type { Json } from '@penstock/kernel';
import type { SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import type { Company } from './company';
import { restError } from './rest-envelope';
import { items, members } from './transaction-set';

/** `POST process/pdfreport`: forms of the company as PDF. Criteria name the first and last number. */

const reports = {
  m_invoices: { from: 'beg_invoice_no', table: 'invoice_hdr', key: 'invoice_no', form: 'INVOICE' },
  m_orderacknowledgements: { from: 'beg_order_no', table: 'oe_hdr', key: 'order_no', form: 'ORDER_ACKNOWLEDGEMENT' },
} as const;

export function printPdf({ store }: Company, request: SimulatorRequest): SimulatorReply {
  const set = members(request.json());
  const report = reports[String(set['Name']) as keyof typeof reports];
  // An unknown report and one that breaks look alike.
  if (!report) return { status: 500, body: '' };
  const [transaction] = items(set['Transactions']).map(members);
  const edits = items(transaction?.['DataElements']).flatMap((element) =>
    items(members(items(members(element)['Rows'])[0])['Edits']).map(members),
  );
  const number = String(edits.find((edit) => edit['Name'] === report.from)?.['Value'] ?? '');
  if (!store.table(report.table).find(report.key, number)[0]) return nothingToPrint;
  return { status: 200, body: [documentToApi(`${number} ${report.form}`)] };
}

const nothingToPrint = restError(
  500,
  'Unexpected results generating document request from criteria. --> Messages returned during document request processing: <No records to print for this range.',
  'P21.UI.BulkEditor.BulkEditException',
);

const documentToApi = (id: string): Json => ({
  ClientId: randomUUID(),
  RequestId: null,
  DocumentType: 1,
  DocumentId: id,
  DocumentFormat: 5,
  DocumentName: id,
  FileName: `${id}.pdf`,
  DocumentContentType: 'application/pdf',
  DocumentData: Buffer.from(pdfOf(id)).toString('base64'),
  ResponseStatus: {
    StatusCode: 'Success',
    Message: `Form request '' for Form ID ${id} has completed.`,
    StackTrace: null,
  },
  Batch: null,
  DocumentAssociations: [],
});

/** The smallest page with one line on it. */
const pdfOf = (text: string): string =>
  [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj',
    `4 0 obj<</Length ${text.length + 32}>>stream`,
    `BT /F1 12 Tf 20 50 Td (${text}) Tj ET`,
    'endstream endobj',
    'trailer<</Root 1 0 R>>',
    '%%EOF',
  ].join('\n');
