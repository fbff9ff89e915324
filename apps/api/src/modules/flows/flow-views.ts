import type { Draft, FlowVersion, Issue } from '@penstock/contracts';
import type { FlowDraftRow, FlowVersionRow } from '@penstock/database';
import { checkFlow, type FlowProblem } from '@penstock/flow-model';
import type { ConnectorShelf } from '../../platform/connector-shelf';

export const issueFromProblem = (problem: FlowProblem): Issue & { severity: FlowProblem['severity'] } => ({ ...problem });

export function draftView(row: FlowDraftRow, shelf: ConnectorShelf): Draft {
  return {
    flowId: row.flowId,
    document: row.document,
    revision: row.revision,
    problems: checkFlow(row.document, shelf.descriptorsFor(row.organizationId)).map(issueFromProblem),
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
  };
}

export const versionView = (row: FlowVersionRow): FlowVersion => ({
  id: row.id,
  flowId: row.flowId,
  number: row.number,
  hash: row.hash,
  note: row.note,
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
});
