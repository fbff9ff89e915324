import type { ApiClient } from '@penstock/api-client';
import { queryOptions } from '@tanstack/react-query';

export const peopleKeys = { all: ['people'] as const, account: ['account'] as const };

export const usersQuery = (api: ApiClient) =>
  queryOptions({ queryKey: [...peopleKeys.all, 'users'] as const, queryFn: async () => (await api.users.list()).items });

export const invitationsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: [...peopleKeys.all, 'invitations'] as const,
    queryFn: async () => (await api.invitations.list()).items,
  });

export const serviceAccountsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: [...peopleKeys.all, 'service-accounts'] as const,
    queryFn: async () => (await api.serviceAccounts.list()).items,
  });

export const accountQuery = (api: ApiClient) =>
  queryOptions({ queryKey: [...peopleKeys.account, 'own'] as const, queryFn: () => api.account.read() });

export const ownSessionsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: [...peopleKeys.account, 'sessions'] as const,
    queryFn: async () => (await api.account.sessions()).items,
  });
