import { Button, Modal, Select, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Run } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { comparisonQuery, lastRunsQuery } from '../../../shared/api/run-queries';
import { formatExact } from '../../../shared/lib/format-time';
import { runLabel } from '../../../shared/lib/run-columns';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { shortened } from '../../../shared/ui/values';
import { ComparisonView } from './comparison-view';
import { strings } from './strings';

const choice = 50;

export function CompareRuns({ run }: { readonly run: Run }) {
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {strings.compare}
      </Button>
      {isOpen && <CompareDialog run={run} onClose={dialog.close} />}
    </>
  );
}

function CompareDialog({ run, onClose }: { readonly run: Run; onClose(): void }) {
  const api = useApi();
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(
    lastRunsQuery(api, { flowId: run.flowId, environment: run.environment }, choice),
  );
  const others = (data?.items ?? []).filter(({ id }) => id !== run.id);
  const otherId = chosen ?? others[0]?.id ?? null;
  const comparison = useQuery({ ...comparisonQuery(api, run.id, otherId ?? ''), enabled: otherId !== null });
  return (
    <Modal opened onClose={onClose} title={strings.title} size="xl" closeButtonProps={{ 'aria-label': strings.close }}>
      <Stack gap="md">
        {error && <ProblemNotice error={error} retry={() => void refetch()} />}
        {!data && !error && <RowsSkeleton rows={2} />}
        {data && others.length === 0 && <div className="ps-notice">{strings.none}</div>}
        {others.length > 0 && (
          <Select
            label={strings.other}
            searchable
            allowDeselect={false}
            data={others.map((other) => ({ value: other.id, label: nameOf(other) }))}
            value={otherId}
            onChange={setChosen}
          />
        )}
        {comparison.error && <ProblemNotice error={comparison.error} retry={() => void comparison.refetch()} />}
        {comparison.isLoading && <RowsSkeleton rows={4} />}
        {comparison.data && <ComparisonView comparison={comparison.data} />}
      </Stack>
    </Modal>
  );
}

const nameOf = ({ labels, createdAt, versionNumber, id }: Run): string =>
  `${runLabel(labels) ?? shortened(id)} · ${formatExact(createdAt)} · ${strings.version(versionNumber)}`;
