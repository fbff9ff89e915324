import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGhost2 } from '@tabler/icons-react';
import { strings } from '../strings';
import { ShadowRunPanel } from './shadow-run-panel';

export function ShadowRunButton() {
  const [isOpen, panel] = useDisclosure(false);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        fz={12.5}
        color="gray"
        title={strings.help}
        leftSection={<IconGhost2 size={15} />}
        onClick={panel.open}
      >
        {strings.shadowRun}
      </Button>
      {isOpen && <ShadowRunPanel onClose={panel.close} />}
    </>
  );
}
