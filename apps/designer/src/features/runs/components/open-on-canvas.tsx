import { Button } from '@mantine/core';
import type { Run } from '@penstock/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useMayDesign } from '../../../shared/api/use-may-operate';
import { strings } from '../strings';

/** For who may change the flow: the run on the canvas it is designed on, with its values beside the settings. */
export function OpenOnCanvas({ run: { id, flowId } }: { readonly run: Run }) {
  const navigate = useNavigate();
  if (!useMayDesign()) return null;
  return (
    <Button variant="default" onClick={() => void navigate({ to: '/flows/$flowId', params: { flowId }, search: { run: id } })}>
      {strings.openOnCanvas}
    </Button>
  );
}
