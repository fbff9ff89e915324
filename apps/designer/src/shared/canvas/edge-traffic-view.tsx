import { Modal, NativeSelect, Stack } from '@mantine/core';
import type { Run, RunStep } from '@penstock/contracts';
import { itemWords, TRIGGER_ID, type FlowDocument } from '@penstock/flow-model';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../api/api-context';
import { eventQuery } from '../api/run-queries';
import { JsonBlock } from '../ui/values';
import { passagesOf } from './edge-traffic';
import { strings } from './strings';

export interface EdgeTrafficProps {
  readonly edgeId: string;
  readonly flow: FlowDocument;
  readonly run: Run;
  readonly steps: readonly RunStep[];
  onClose(): void;
}

/** What a run sent along one line: what came out of the step before it, and what the step behind it was given. */
export function EdgeTrafficView({ edgeId, flow, run, steps, onClose }: EdgeTrafficProps) {
  const api = useApi();
  const [chosen, choose] = useState<string | null>(null);
  const edge = flow.edges.find(({ id }) => id === edgeId);
  const isFirst = edge?.from === TRIGGER_ID;
  const { data: event } = useQuery({ ...eventQuery(api, run.eventId), enabled: isFirst, staleTime: Infinity, retry: false });
  if (!edge) return null;
  const passages = passagesOf(edge, steps, event?.payload ?? undefined);
  const passage = passages.find(({ key }) => key === chosen) ?? passages[0];
  const [from, to] = [nameOf(flow, edge.from), nameOf(flow, edge.to)];
  return (
    <Modal opened onClose={onClose} title={strings.trafficTitle(from, to)} size="lg">
      <Stack gap="sm">
        <div className="ps-meta">{strings.trafficCount(passages.length)}</div>
        {passages.length > 1 && (
          <NativeSelect
            label={strings.item}
            data={passages.map(({ key, items }) => ({ value: key, label: items ? strings.itemName(itemWords([...items])) : key }))}
            value={passage?.key ?? ''}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          />
        )}
        <Recorded label={strings.cameOut(from)} value={passage?.output} />
        {passage?.input !== undefined && <Recorded label={strings.wentIn(to)} value={passage.input} />}
      </Stack>
    </Modal>
  );
}

function Recorded({ label, value }: { readonly label: string; readonly value: unknown }) {
  return (
    <section aria-label={label}>
      <h3>{label}</h3>
      {value === undefined ? <p className="ps-dimmed">{strings.notRecorded}</p> : <JsonBlock value={value} label={label} />}
    </section>
  );
}

const nameOf = (flow: FlowDocument, id: string): string => (id === TRIGGER_ID ? flow.trigger.name : (flow.steps[id]?.name ?? id));
