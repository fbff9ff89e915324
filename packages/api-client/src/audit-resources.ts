import * as contracts from '@penstock/contracts';
import type { ApiTransport, Query } from './api-transport';
import { listOf } from './list-answers';

export const auditLogResources = (transport: ApiTransport) => ({
  list: (query: Partial<contracts.AuditQuery> = {}) =>
    transport.read({ method: 'GET', path: '/audit-log', query: query as Query }, listOf(contracts.auditLogEntry)),
  /** Reads the whole log; `noted` is its end as it was noted down at an earlier time. */
  verify: (noted?: { readonly number: number; readonly hash: string }) =>
    transport.read({ method: 'GET', path: '/audit-log/verification', ...(noted && { query: { ...noted } }) }, contracts.auditVerification),
  /** The entries as JSON lines. */
  exported: async (filter: contracts.AuditFilter = {}): Promise<string> =>
    (await transport.send({ method: 'GET', path: '/audit-log/export', query: filter as Query })).text(),
  /** Where a browser downloads the entries as JSON lines. */
  exportUrl: (filter: contracts.AuditFilter = {}) => transport.urlOf('/audit-log/export', filter as Query),
});
