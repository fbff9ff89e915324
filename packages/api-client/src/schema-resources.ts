import * as contracts from '@penstock/contracts';
import type { ApiTransport } from './api-transport';
import { listOf } from './list-answers';

export const schemaResources = (transport: ApiTransport) => ({
  findings: (query: Partial<contracts.SchemaFindingQuery> = {}) =>
    transport.read({ method: 'GET', path: '/schema-findings', query }, contracts.pageOf(contracts.schemaFinding)),
  acknowledge: (id: string, body: contracts.AcknowledgeFindingRequest) =>
    transport.read({ method: 'POST', path: `/schema-findings/${encodeURIComponent(id)}/acknowledge`, body }, contracts.schemaFinding),
  snooze: (id: string, body: contracts.SnoozeFindingRequest) =>
    transport.read({ method: 'POST', path: `/schema-findings/${encodeURIComponent(id)}/snooze`, body }, contracts.schemaFinding),
  reopen: (id: string) => transport.read({ method: 'POST', path: `/schema-findings/${encodeURIComponent(id)}/reopen` }, contracts.schemaFinding),
  checks: () => transport.read({ method: 'GET', path: '/schema-checks' }, listOf(contracts.schemaCheck)),
  /** Answers at once; a worker compares. */
  check: (environment: string) => transport.read({ method: 'POST', path: '/schema-checks', body: { environment } }, contracts.schemaCheck),
});
