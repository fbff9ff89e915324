import { Button, Group, Select, Stack, Switch, Textarea } from '@mantine/core';
import type { Run } from '@penstock/contracts';
import { parseJson, prettyJson, stringifyJson, type Json } from '@penstock/kernel';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { lastRunsQuery } from '../../../../shared/api/run-queries';
import { formatExact } from '../../../../shared/lib/format-time';
import { useEditor, useEditorState } from '../../model/editor-context';
import type { DryRunAsk } from '../model/dry-run-ask';
import { strings } from '../strings';

interface DryRunFormProps {
  readonly isBusy: boolean;
  /** Something else would be tried now: an older plan does not belong to it. */
  onChange(): void;
  onStart(ask: DryRunAsk): void;
}

const SAMPLE = 'sample';
const OWN = 'own';
const lastRunCount = 10;

export function DryRunForm({ isBusy, onChange, onStart }: DryRunFormProps) {
  const sample = useTriggerSample();
  const sampleEventId = useEditorState((state) => state.flow.trigger.sampleEventId);
  const runs = useLastRuns();
  const [source, setSource] = useState(SAMPLE);
  const [text, setText] = useState(() => prettyJson(sample));
  const [isLive, setLive] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const start = (): void => {
    const reads = isLive ? 'live' : 'stand-in';
    // As it was stored, not as it is shown: with every token, so that its effects are told from others by what they are.
    if (source === SAMPLE && sampleEventId !== undefined) return onStart({ eventId: sampleEventId, reads });
    if (source === SAMPLE) return onStart({ payloadText: stringifyJson(sample), reads });
    if (source !== OWN) return onStart({ runId: source, reads });
    setBroken(!isJson(text));
    if (isJson(text)) onStart({ payloadText: text, reads });
  };
  return (
    <Stack gap="sm">
      <Select
        label={strings.source}
        allowDeselect={false}
        data={[
          { value: SAMPLE, label: strings.sample },
          ...runs.map((run) => ({ value: run.id, label: nameOf(run) })),
          { value: OWN, label: strings.ownPayload },
        ]}
        value={source}
        onChange={(value) => {
          setSource(value ?? SAMPLE);
          onChange();
        }}
      />
      {source === OWN && (
        <Textarea
          label={strings.payload}
          autosize
          minRows={6}
          maxRows={16}
          classNames={{ input: 'ps-mono' }}
          value={text}
          error={isBroken && strings.notJson}
          onChange={(event) => {
            setText(event.currentTarget.value);
            onChange();
          }}
        />
      )}
      <Switch
        label={strings.liveReads}
        description={strings.liveReadsHelp}
        checked={isLive}
        onChange={(event) => {
          setLive(event.currentTarget.checked);
          onChange();
        }}
      />
      <Group justify="flex-end">
        <Button loading={isBusy} onClick={start}>
          {strings.start}
        </Button>
      </Group>
    </Stack>
  );
}

function useTriggerSample(): Json {
  const { connectors } = useEditor();
  const { connector, trigger, version } = useEditorState((state) => state.flow.trigger);
  const triggers = connectors.find(({ id }) => id === connector)?.triggers ?? [];
  return triggers.find((each) => each.id === trigger && each.version === version)?.sample ?? {};
}

function useLastRuns(): readonly Run[] {
  const { environment } = useCurrentEnvironment();
  const flowId = useEditorState((state) => state.flowId);
  const { data } = useQuery(lastRunsQuery(useApi(), { flowId, environment: environment.key }, lastRunCount));
  return data?.items ?? [];
}

const nameOf = ({ labels, createdAt }: Run): string =>
  [labels['invoice'] ?? labels['order'] ?? Object.values(labels)[0] ?? '', formatExact(createdAt)]
    .filter((part) => part !== '')
    .join(' · ');

/** The text itself is sent: a JS number would lose digits. */
function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}
