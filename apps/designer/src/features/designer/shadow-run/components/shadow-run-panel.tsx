import { Button, Drawer, Group, Select, Stack } from '@mantine/core';
import type { ShadowRunRequest, ShadowRunResult } from '@penstock/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { versionsQuery } from '../../../../shared/api/flow-queries';
import { EnvironmentBadge } from '../../../../shared/ui/environment-badge';
import { ProblemNotice, RowsSkeleton } from '../../../../shared/ui/notices';
import { useEditor, useEditorState } from '../../model/editor-context';
import { strings } from '../strings';
import { ShadowRunResultView } from './shadow-run-result';

const DRAFT = 'draft';
const counts = ['10', '20', '50', '100', '200'];

/** Recorded events through the draft or a version. What is unsaved of the draft is saved first. */
export function ShadowRunPanel({ onClose }: { onClose(): void }) {
  const api = useApi();
  const { autosave } = useEditor();
  const { environment } = useCurrentEnvironment();
  const flowId = useEditorState((state) => state.flowId);
  const { data: versions } = useQuery(versionsQuery(api, flowId));
  const [version, setVersion] = useState(DRAFT);
  const [count, setCount] = useState('20');
  const shadowRun = useMutation<ShadowRunResult, unknown, ShadowRunRequest['version']>({
    mutationFn: async (candidate) => {
      const draft = candidate === DRAFT ? { revision: await autosave.storedRevision() } : {};
      return api.flows.shadowRun(flowId, { version: candidate, ...draft, environment: environment.key, limit: Number(count) });
    },
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={820}
      title={strings.title}
      closeButtonProps={{ 'aria-label': strings.close }}
    >
      <Stack gap="md">
        <div className="ps-dimmed">
          {strings.help} <EnvironmentBadge kind={environment.kind} name={environment.name} />
        </div>
        <Group align="flex-end" wrap="nowrap">
          <Select
            style={{ flex: 1 }}
            label={strings.version}
            allowDeselect={false}
            data={[
              { value: DRAFT, label: strings.draft },
              ...(versions?.items ?? []).map(({ number, note }) => ({
                value: String(number),
                label: strings.numbered(number, note),
              })),
            ]}
            value={version}
            onChange={(value) => {
              setVersion(value ?? DRAFT);
              shadowRun.reset();
            }}
          />
          <Select
            w={150}
            label={strings.count}
            allowDeselect={false}
            data={counts.map((value) => ({ value, label: strings.lastEvents(Number(value)) }))}
            value={count}
            onChange={(value) => {
              setCount(value ?? count);
              shadowRun.reset();
            }}
          />
          <Button
            loading={shadowRun.isPending}
            onClick={() => shadowRun.mutate(version === DRAFT ? DRAFT : Number(version))}
          >
            {strings.start}
          </Button>
        </Group>
        {shadowRun.isPending && <RowsSkeleton rows={4} />}
        {shadowRun.isError && <ProblemNotice error={shadowRun.error} />}
        {shadowRun.data && <ShadowRunResultView result={shadowRun.data} />}
      </Stack>
    </Drawer>
  );
}
