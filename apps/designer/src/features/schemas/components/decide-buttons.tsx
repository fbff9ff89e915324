import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { SchemaFinding } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { schemaKeys } from '../../../shared/api/schema-queries';
import { useMayKeepSchemas } from '../../../shared/api/use-may-operate';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';
import { SnoozeDialog } from './snooze-dialog';

/** A finding ends by itself; here people say that they know. */
export function DecideButtons({ finding }: { readonly finding: SchemaFinding }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [isSnoozing, snoozing] = useDisclosure(false);
  const mayDecide = useMayKeepSchemas();
  const decide = useMutation({
    mutationFn: (what: 'acknowledge' | 'reopen') => (what === 'reopen' ? api.schemas.reopen(finding.id) : api.schemas.acknowledge(finding.id, {})),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: schemaKeys.all }),
  });
  if (!mayDecide || finding.status === 'resolved') return null;
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        {finding.status === 'open' && (
          <>
            <Button variant="default" size="compact-sm" loading={decide.isPending} onClick={() => decide.mutate('acknowledge')}>
              {strings.acknowledge}
            </Button>
            <Button variant="default" size="compact-sm" onClick={snoozing.open}>
              {strings.snooze}
            </Button>
          </>
        )}
        {finding.status !== 'open' && (
          <Button variant="default" size="compact-sm" loading={decide.isPending} onClick={() => decide.mutate('reopen')}>
            {strings.reopen}
          </Button>
        )}
      </Group>
      {decide.isError && <ProblemNotice error={decide.error} />}
      {isSnoozing && <SnoozeDialog finding={finding} onClose={snoozing.close} />}
    </>
  );
}
