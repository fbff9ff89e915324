import { Drawer, Stack } from '@mantine/core';
import type { DryRunResult } from '@penstock/contracts';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { EnvironmentBadge } from '../../../../shared/ui/environment-badge';
import { ProblemNotice } from '../../../../shared/ui/notices';
import { useEditor } from '../../model/editor-context';
import type { DryRunAsk } from '../model/dry-run-ask';
import { strings } from '../strings';
import { DryRunForm } from './dry-run-form';
import { DryRunResultView } from './dry-run-result';

/** Tries the draft as it is on the screen: what is unsaved is saved first, and only what is saved is tried. */
export function DryRunPanel({ onClose }: { onClose(): void }) {
  const api = useApi();
  const { store, autosave } = useEditor();
  const { environment } = useCurrentEnvironment();
  const dryRun = useMutation<DryRunResult, unknown, DryRunAsk>({
    mutationFn: async (ask) => {
      const revision = await autosave.storedRevision();
      const { flowId } = store.getState();
      return api.flows.dryRun(flowId, { ...ask, version: 'draft', revision, environment: environment.key });
    },
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={720}
      title={strings.title}
      closeButtonProps={{ 'aria-label': strings.close }}
    >
      <Stack gap="md">
        <div className="ps-dimmed">
          {strings.help} <EnvironmentBadge kind={environment.kind} name={environment.name} />
        </div>
        <DryRunForm isBusy={dryRun.isPending} onChange={dryRun.reset} onStart={(ask) => dryRun.mutate(ask)} />
        {dryRun.isError && <ProblemNotice error={dryRun.error} />}
        {dryRun.data && <DryRunResultView result={dryRun.data} />}
      </Stack>
    </Drawer>
  );
}
