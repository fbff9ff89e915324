import { Button, Checkbox, Group, Modal, Skeleton, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Environment } from '@penstock/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { promotionKeys } from '../../../shared/api/promotion-queries';
import { DifferenceList } from '../../../shared/diff/difference-list';
import { ProblemNotice } from '../../../shared/ui/notices';
import { isReason, reasonHelp } from '../../../shared/ui/reason-field';
import { strings } from '../strings';
import { PackageBindings } from './package-bindings';
import { ChecksList } from './promotion-state';

interface RequestDialogProps {
  readonly flowId: string;
  readonly flowName: string;
  readonly versionNumber: number;
  readonly target: Environment;
  onClose(): void;
}

/** Shows the package that an approver will see, before it is asked for. */
export function RequestDialog({ flowId, flowName, versionNumber, target, onClose }: RequestDialogProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [note, setNote] = useState('');
  const [withShadow, setWithShadow] = useState(target.shadowRules.isRequired);
  const candidate = { flowId, versionNumber, environment: target.key, ...(withShadow && { shadow: { limit: 50 } }) };
  const preview = useQuery({ queryKey: [...promotionKeys.all, 'preview', candidate], queryFn: () => api.promotions.preview(candidate), staleTime: 0, gcTime: 0 });
  const request = useMutation({
    mutationFn: () => api.promotions.request({ ...candidate, note: note.trim() }),
    onSuccess: (promotion) => {
      void queryClient.invalidateQueries({ queryKey: promotionKeys.all });
      notifications.show({ message: strings.asked });
      void navigate({ to: '/promotions/$promotionId', params: { promotionId: promotion.id } });
    },
  });
  const isRefused = preview.data?.package.checks.some(({ status }) => status === 'failed') ?? true;
  return (
    <Modal opened onClose={onClose} title={strings.askTitle(flowName)} size="xl">
      <Stack gap="md">
        <div>{strings.askBody(versionNumber, target.name)}</div>
        <Checkbox label={strings.withShadow} description={strings.shadowHelp} checked={withShadow} onChange={(event) => setWithShadow(event.currentTarget.checked)} />
        {preview.isPending && <Skeleton height={120} role="status" aria-label={strings.checking} />}
        {preview.error && <ProblemNotice error={preview.error} />}
        {preview.data && (
          <>
            <ChecksList checks={preview.data.package.checks} />
            <div className="ps-dimmed">{strings.against(preview.data.package.base?.number ?? null)}</div>
            <DifferenceList differences={preview.data.package.differences} />
            <section aria-label={strings.connectionsIn(target.name)}>
              <h3>{strings.connectionsIn(target.name)}</h3>
              <PackageBindings bindings={preview.data.package.bindings} />
              <Link to="/settings/environments" search={{ flow: flowId }}>
                {strings.changeConnections}
              </Link>
            </section>
          </>
        )}
        <Textarea
          label={strings.note}
          description={reasonHelp(note, strings.noteHelp)}
          required
          autosize
          minRows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {request.isError && <ProblemNotice error={request.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {strings.back}
          </Button>
          <Button loading={request.isPending} disabled={isRefused || !isReason(note)} onClick={() => request.mutate()}>
            {strings.submit}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
