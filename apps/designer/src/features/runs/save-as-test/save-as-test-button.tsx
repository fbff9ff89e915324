import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Run } from '@penstock/contracts';
import { useMayDesign } from '../../../shared/api/use-may-operate';
import { strings } from '../strings';
import { SaveAsTestDialog } from './save-as-test-dialog';

/** For who may change the flow: what the run did becomes what a test of the flow expects. */
export function SaveAsTestButton({ run }: { readonly run: Run }) {
  const [isOpen, dialog] = useDisclosure(false);
  if (!useMayDesign()) return null;
  return (
    <>
      <Button variant="default" title={strings.saveAsTestBody} onClick={dialog.open}>
        {strings.saveAsTest}
      </Button>
      {isOpen && <SaveAsTestDialog run={run} onClose={dialog.close} />}
    </>
  );
}
