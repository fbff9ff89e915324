import type { ApiClient } from '@penstock/api-client';
import { invariant } from '@penstock/kernel';
import { createContext, useContext, type ReactNode } from 'react';

const ApiContext = createContext<ApiClient | null>(null);

export function ApiProvider({ client, children }: { readonly client: ApiClient; readonly children: ReactNode }) {
  return <ApiContext.Provider value={client}>{children}</ApiContext.Provider>;
}

export function useApi(): ApiClient {
  const client = useContext(ApiContext);
  invariant(client, 'pages are rendered inside ApiProvider');
  return client;
}
