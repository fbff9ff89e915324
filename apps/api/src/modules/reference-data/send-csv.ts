import type { ReferenceTable } from '@penstock/contracts';
import type { ReferenceTableKind } from '@penstock/database';
import type { FastifyReply } from 'fastify';
import { csvFromRows } from './table-rows';

/** Answers a table's rows as a file. Names of tables and environments are letters, digits and hyphens. */
export async function sendCsv(reply: FastifyReply, kind: ReferenceTableKind, { environment, name, rows }: ReferenceTable): Promise<void> {
  await reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${environment}-${name}.csv"`)
    .send(csvFromRows(rows, kind));
}
