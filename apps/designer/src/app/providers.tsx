import { MantineProvider } from '@mantine/core';
import { createApiClient } from '@penstock/api-client';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ApiProvider } from '../shared/api/api-context';
import { sessionKey } from '../shared/api/session-queries';
import { createQueryClient } from './query-client';
import { cssVariables, theme } from './theme';
import { Toasts } from './toasts';

export function Providers({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(() =>
    createApiClient({ baseUrl: '', onUnauthorized: () => queryClient.setQueryData(sessionKey, null) }),
  );
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
