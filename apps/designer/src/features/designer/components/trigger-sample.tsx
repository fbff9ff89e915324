import { Select } from '@mantine/core';
import type { FlowTrigger } from '@penstock/flow-model';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { eventQuery, lastRunsQuery } from '../../../shared/api/run-queries';
import { formatExact } from '../../../shared/lib/format-time';
import { runLabel } from '../../../shared/lib/run-columns';
import { JsonBlock } from '../../../shared/ui/values';
import { useEditorState } from '../model/editor-context';
import { strings } from '../strings';

const NEWEST = 'newest';
const offered = 25;

interface TriggerSampleProps {
  readonly trigger: FlowTrigger;
  onChange(trigger: FlowTrigger): void;
}

/** Which past event pickers and mappings show while the flow is designed. */
export function TriggerSample({ trigger, onChange }: TriggerSampleProps) {
  const api = useApi();
  const { environment } = useCurrentEnvironment();
  const flowId = useEditorState((state) => state.flowId);
  const { sampleEventId, ...rest } = trigger;
  const { data: runs } = useQuery(lastRunsQuery(api, { flowId, environment: environment.key }, offered));
  const { data: event, error } = useQuery({
    ...eventQuery(api, sampleEventId ?? ''),
    enabled: sampleEventId !== undefined,
    retry: false,
  });
  const events = new Map(
    runs?.items.map(({ eventId, labels, createdAt }) => [
      eventId,
      [runLabel(labels), formatExact(createdAt)].filter((part) => part !== null).join(' · '),
    ]),
  );
  if (sampleEventId !== undefined && !events.has(sampleEventId)) {
    events.set(sampleEventId, event ? `${event.dedupeKey} · ${formatExact(event.receivedAt)}` : strings.sampleChosen);
  }
  const isGone = error !== null || (event !== undefined && event.payload === null);
  return (
    <>
      <Select
        label={strings.sample}
        description={strings.sampleHelp}
        allowDeselect={false}
        searchable
        error={sampleEventId !== undefined && isGone ? strings.sampleGone : undefined}
        data={[
          { value: NEWEST, label: strings.sampleNewest },
          ...[...events].map(([value, label]) => ({ value, label })),
        ]}
        value={sampleEventId ?? NEWEST}
        onChange={(value) => onChange(value === null || value === NEWEST ? rest : { ...rest, sampleEventId: value })}
      />
      {event?.payload != null && sampleEventId !== undefined && <JsonBlock value={event.payload} label={strings.sample} />}
    </>
  );
}
