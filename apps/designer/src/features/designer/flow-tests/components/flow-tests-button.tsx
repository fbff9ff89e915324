import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChecklist } from '@tabler/icons-react';
import { strings } from '../strings';
import { FlowTestsPanel } from './flow-tests-panel';

export function FlowTestsButton() {
  const [isOpen, panel] = useDisclosure(false);
  return (
    <>
      <Button variant="subtle" size="compact-sm" fz={12.5} color="gray" title={strings.help} leftSection={<IconChecklist size={15} />} onClick={panel.open}>
        {strings.flowTests}
      </Button>
      {isOpen && <FlowTestsPanel onClose={panel.close} />}
    </>
  );
}
