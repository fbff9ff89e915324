import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { FlowStep } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { IconPencil, IconPin, IconPinnedOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { actionOf } from '../../../../shared/lib/connector-catalog';
import { formatClock } from '../../../../shared/lib/format-time';
import { sourceTree } from '../../mapping/model/source-tree';
import { sourcesOf, type SampleRecord } from '../../mapping/model/step-sources';
import { tellRefusal } from '../../commands/tell';
import { useEditor, useEditorState } from '../../model/editor-context';
import { useFlowAround } from '../../model/use-flow-around';
import { isMapped } from '../../studio/model/mapped-step';
import { strings } from '../../strings';
import { useSamples, useSampleStore } from '../model/samples-context';
import { excessOf } from '../model/sample-size';
import { isPinStale, type PinnedSample } from '../model/step-evidence';
import { useStepRecord } from '../model/use-step-record';
import { ReevaluateButton } from './reevaluate-button';
import { RunChoice } from './run-choice';
import { SampleDialog } from './sample-dialog';
import { TestVerdict } from './test-verdict';
import { ValuePane } from './value-pane';

const words = strings.data;

/** What a step can take from, with the values it would see. */
export function InputPane({ step }: { readonly step: FlowStep }) {
  const { connectors } = useEditor();
  const flow = useFlowAround(useEditorState((state) => state.flow), step.id);
  const record = useStepRecord();
  const isTaken = useSamples((state) => state.runId !== null);
  const sources = useMemo(() => sourcesOf(step.id, { flow, connectors, record }), [step.id, flow, connectors, record]);
  return (
    <ValuePane
      title={words.input}
      origin={record?.event === undefined ? words.fromSamples : isTaken ? words.fromThisRun : words.fromRun}
      actions={<RunChoice />}
      nodes={sources.tree}
      value={sources.sample as unknown as Json}
    />
  );
}

/** What a step gave when it was last tested; it can be tested anew, and kept. */
export function OutputPane({ step }: { readonly step: FlowStep }) {
  const { connectors } = useEditor();
  const record = useStepRecord();
  const pin = useSamples((state) => state.pinned[step.id]);
  const action = actionOf(connectors, step);
  const isTaken = useSamples((state) => state.runId !== null);
  const recorded = record?.outputs[step.id];
  const value = isTaken ? recorded : (recorded ?? (action?.sample as Json | undefined));
  const nodes = useMemo(
    () => sourceTree({ title: step.name, path: ['steps', step.id], schema: action?.outputSchema, sample: value }).children,
    [step.name, step.id, action, value],
  );
  const origin = pin && !isTaken ? pinWords(step, pin) : recorded === undefined ? (isTaken ? words.notInThisRun : words.outputSample) : '';
  return (
    <ValuePane
      title={words.output}
      verdict={<TestVerdict step={step} />}
      origin={isTaken && recorded !== undefined ? words.fromThisRun : origin}
      nodes={nodes}
      value={value}
      actions={<OutputActions step={step} value={value} record={record} />}
    />
  );
}

interface OutputActionsProps {
  readonly step: FlowStep;
  readonly value: Json | undefined;
  readonly record: SampleRecord | null;
}

function OutputActions({ step, value, record }: OutputActionsProps) {
  const { store } = useEditor();
  const samples = useSampleStore();
  const pin = useSamples((state) => state.pinned[step.id]);
  const runId = useSamples((state) => state.runId);
  const [isEditing, editing] = useDisclosure(false);
  const keep = (output: Json): void => {
    const excess = excessOf(output);
    if (excess !== null) return tellRefusal(words.tooLong(excess));
    samples.getState().pin(store.getState().flow, step.id, { output, at: new Date().toISOString() });
  };
  return (
    <div className="ps-value-pane__actions">
      {pin ? (
        <Button size="compact-xs" variant="default" leftSection={<IconPinnedOff size={13} />} onClick={() => samples.getState().unpin(step.id)}>
          {words.unpin}
        </Button>
      ) : (
        value !== undefined && (
          <Button size="compact-xs" variant="default" leftSection={<IconPin size={13} />} onClick={() => keep(value)}>
            {words.pin}
          </Button>
        )
      )}
      <Button size="compact-xs" variant="default" leftSection={<IconPencil size={13} />} onClick={editing.open}>
        {words.edit}
      </Button>
      {runId !== null && record && isMapped(step) && <ReevaluateButton step={step} runId={runId} record={record} />}
      {isEditing && <SampleDialog value={value} onPin={keep} onClose={editing.close} />}
    </div>
  );
}

const pinWords = (step: FlowStep, pin: PinnedSample): string => (isPinStale(step, pin) ? words.pinStale : words.pinned(formatClock(pin.at)));
