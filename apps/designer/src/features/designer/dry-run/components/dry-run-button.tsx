import { Button } from '@mantine/core';
import { IconTestPipe } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useCommands } from '../../commands/commands-context';
import { strings } from '../strings';

const DryRunPanel = lazy(() => import('./dry-run-panel').then((module) => ({ default: module.DryRunPanel })));

export function DryRunButton() {
  const { panel, open, closePanel } = useCommands();
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        fz={12.5}
        color="gray"
        leftSection={<IconTestPipe size={15} />}
        onClick={() => open('dry-run')}
      >
        {strings.dryRun}
      </Button>
      <Suspense fallback={null}>{panel === 'dry-run' && <DryRunPanel onClose={closePanel} />}</Suspense>
    </>
  );
}
