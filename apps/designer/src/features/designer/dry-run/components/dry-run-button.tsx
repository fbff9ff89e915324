import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTestPipe } from '@tabler/icons-react';
import { strings } from '../strings';
import { DryRunPanel } from './dry-run-panel';

export function DryRunButton() {
  const [isOpen, panel] = useDisclosure(false);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        fz={12.5}
        color="gray"
        leftSection={<IconTestPipe size={15} />}
        onClick={panel.open}
      >
        {strings.dryRun}
      </Button>
      {isOpen && <DryRunPanel onClose={panel.close} />}
    </>
  );
}
