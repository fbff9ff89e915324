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
      await autosave.saveNow();
      const { flowId, revision } = store.getState();
      return api.flows.createVersion(flowId, { note, revision });
    },
    onSuccess: ({ flowId }) => {
      void queryClient.invalidateQueries({ queryKey: flowKeys.versions(flowId) });
      void queryClient.invalidateQueries({ queryKey: flowKeys.flow(flowId), exact: true });
      void queryClient.invalidateQueries({ queryKey: flowKeys.all, exact: true });
    },
  });
}
