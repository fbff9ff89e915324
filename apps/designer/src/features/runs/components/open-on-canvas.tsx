import { Button } from '@mantine/core';
import type { Run } from '@penstock/contracts';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useMayDesign } from '../../../shared/api/use-may-operate';
import { strings } from '../strings';

/** For who may change the flow: the run on the canvas it is designed on, with its values beside the settings. */
export function OpenOnCanvas({ run: { id, flowId } }: { readonly run: Run }) {
  const navigate = useNavigate();
  const router = useRouter();
  if (!useMayDesign()) return null;
  const canvas = { to: '/flows/$flowId', params: { flowId }, search: { run: id } } as const;
  return (
    <Button variant="default" onPointerEnter={() => void router.preloadRoute(canvas)} onClick={() => void navigate(canvas)}>
      {strings.openOnCanvas}
    </Button>
  );
}
