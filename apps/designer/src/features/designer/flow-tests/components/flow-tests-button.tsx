import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChecklist } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { strings } from '../strings';

const FlowTestsPanel = lazy(() => import('./flow-tests-panel').then((module) => ({ default: module.FlowTestsPanel })));

export function FlowTestsButton() {
  const [isOpen, panel] = useDisclosure(false);
  return (
    <>
      <Button variant="subtle" size="compact-sm" fz={12.5} color="gray" title={strings.help} leftSection={<IconChecklist size={15} />} onClick={panel.open}>
        {strings.flowTests}
      </Button>
      <Suspense fallback={null}>{isOpen && <FlowTestsPanel onClose={panel.close} />}</Suspense>
    </>
  );
}
