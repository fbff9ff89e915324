import { MantineProvider } from '@mantine/core';
import { createApiClient } from '@penstock/api-client';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ApiProvider } from '../shared/api/api-context';
import { sessionEndedKey, sessionKey } from '../shared/api/session-queries';
import { forgetTests } from '../shared/lib/forget-tests';
import { createQueryClient } from './query-client';
import { cssVariables, theme } from './theme';
import { Toasts } from './toasts';

export function Providers({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(() => createApiClient({ baseUrl: '', onUnauthorized: () => sessionIsOver(queryClient) }));
  return (
    // All variables are written here: the kit's sheet of defaults would be loaded for nothing.
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} deduplicateCssVariables={false} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <ApiProvider client={client}>
          <Toasts />
          {children}
        </ApiProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function sessionIsOver(queryClient: QueryClient): void {
  forgetTests(sessionStorage);
  if (queryClient.getQueryData(sessionKey)) queryClient.setQueryData(sessionEndedKey, true);
  queryClient.setQueryData(sessionKey, null);
}
