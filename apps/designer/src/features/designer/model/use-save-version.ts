import type { FlowVersion } from '@penstock/contracts';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { flowKeys } from '../../../shared/api/flow-queries';
import { useEditor } from './editor-context';

/** Freezes the draft as it is on the screen: what is unsaved is saved first. */
export function useSaveVersion(): UseMutationResult<FlowVersion, unknown, string> {
  const api = useApi();
  const queryClient = useQueryClient();
  const { store, autosave } = useEditor();
  return useMutation<FlowVersion, unknown, string>({
    mutationFn: async (note) => {
      const revision = await autosave.storedRevision();
      return api.flows.createVersion(store.getState().flowId, { note, revision });
    },
    onSuccess: ({ flowId }) => {
      void queryClient.invalidateQueries({ queryKey: flowKeys.versions(flowId) });
      void queryClient.invalidateQueries({ queryKey: flowKeys.flow(flowId), exact: true });
      void queryClient.invalidateQueries({ queryKey: flowKeys.all, exact: true });
    },
  });
}
