import type { ApiClient } from '@penstock/api-client';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { Environment } from '@penstock/contracts';
import type { FlowDocument } from '@penstock/flow-model';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { startAutosave } from '../features/designer/model/draft-autosave';
import { draftBackup } from '../features/designer/model/draft-backup';
import { EditorContext } from '../features/designer/model/editor-context';
import { createEditorStore, type DraftProblem, type EditorStore } from '../features/designer/model/editor-store';
import { ApiProvider } from '../shared/api/api-context';
import { CurrentEnvironmentProvider } from '../shared/api/current-environment';
import { aDraft, connectors } from './a-flow';
import { renderUi } from './render-ui';

interface EditorSetting {
  readonly flow: FlowDocument;
  readonly problems?: readonly DraftProblem[];
  /** Installed beside those of `a-flow`. */
  readonly more?: readonly ConnectorDescriptor[];
  /** What the API answers beside an empty company. */
  readonly api?: object;
}

const sandbox: Environment = {
  id: '0193a000-0000-7000-8000-0000000000ee',
  key: 'sandbox',
  name: 'Sandbox',
  kind: 'sandbox',
  position: 0,
  demandsPromotion: false,
  changeWindow: null,
  freezes: [],
  shadowRules: { isRequired: false, mostMoney: null, mostDifferent: null },
};
const empty = async () => ({ items: [], nextCursor: null });
const emptyCompany = {
  environments: { list: async () => ({ items: [sandbox], nextCursor: null }) },
  runs: { list: empty },
  connections: { list: empty },
  flows: { list: empty, saveDraft: () => new Promise(() => undefined) },
};

/** For links only: nothing is shown by it. */
const aRouter = () => createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });

/** A part of the designer on the real editor: its store, its commands, its history. */
export function renderEditor(children: ReactNode, { flow, problems = [], more = [], api = {} }: EditorSetting): EditorStore {
  const store = createEditorStore({ ...aDraft(flow), problems: [...problems] });
  const client = { ...emptyCompany, ...api } as unknown as ApiClient;
  const autosave = startAutosave({
    store,
    save: (request) => client.flows.saveDraft(store.getState().flowId, request),
    backup: draftBackup(store.getState().flowId, { local: localStorage, tab: sessionStorage }),
    delayMs: 3_600_000,
  });
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  renderUi(
    <QueryClientProvider client={queryClient}>
      <ApiProvider client={client}>
        <CurrentEnvironmentProvider whileLoading={null}>
          <EditorContext.Provider value={{ store, autosave, connectors: [...connectors, ...more], openStep: () => undefined }}>
            <RouterContextProvider router={aRouter() as never}>{children}</RouterContextProvider>
          </EditorContext.Provider>
        </CurrentEnvironmentProvider>
      </ApiProvider>
    </QueryClientProvider>,
  );
  return store;
}
