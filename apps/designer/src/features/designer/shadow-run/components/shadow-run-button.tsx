import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGhost2 } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { strings } from '../strings';

const ShadowRunPanel = lazy(() => import('./shadow-run-panel').then((module) => ({ default: module.ShadowRunPanel })));

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
      <Suspense fallback={null}>{isOpen && <ShadowRunPanel onClose={panel.close} />}</Suspense>
    </>
  );
}
