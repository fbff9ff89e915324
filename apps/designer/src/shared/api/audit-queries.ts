import type { ApiClient } from '@penstock/api-client';
import type { AuditFilter } from '@penstock/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';

/** Newest first. */
export const auditLogQuery = (api: ApiClient, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit-log', filter] as const,
    queryFn: ({ pageParam }) =>
      api.auditLog.list({ ...filter, limit: 100, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  });
