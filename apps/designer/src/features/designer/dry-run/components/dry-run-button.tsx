import { Button } from '@mantine/core';
import { IconTestPipe } from '@tabler/icons-react';
import { useCommands } from '../../commands/commands-context';
import { strings } from '../strings';
import { DryRunPanel } from './dry-run-panel';

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
      {panel === 'dry-run' && <DryRunPanel onClose={closePanel} />}
    </>
  );
}
