import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { FlowStep } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { IconPencil, IconPin, IconPinnedOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { actionOf } from '../../../../shared/lib/connector-catalog';
import { sourceTree } from '../../mapping/model/source-tree';
import { sourcesOf } from '../../mapping/model/step-sources';
import { tellRefusal } from '../../commands/tell';
import { useEditor, useEditorState } from '../../model/editor-context';
import { useFlowAround } from '../../model/use-flow-around';
import { isMapped } from '../../studio/model/mapped-step';
import { strings } from '../../strings';
import { useSamples, useSampleStore } from '../model/samples-context';
import { excessOf } from '../model/sample-size';
import type { PinnedSample } from '../model/step-evidence';
import { useShownOutput } from '../model/use-shown-output';
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
  const { value, origin, besidePin } = useShownOutput(step);
  const schema = actionOf(connectors, step)?.outputSchema;
  const nodes = useMemo(
    () => sourceTree({ title: step.name, path: ['steps', step.id], schema, sample: value }).children,
    [step.name, step.id, schema, value],
  );
  return (
    <ValuePane
      title={words.output}
      verdict={<TestVerdict step={step} />}
      origin={origin}
      nodes={nodes}
      value={value}
      actions={<OutputActions step={step} value={value} besidePin={besidePin} />}
    />
  );
}

interface OutputActionsProps {
  readonly step: FlowStep;
  readonly value: Json | undefined;
  readonly besidePin: PinnedSample | null;
}

function OutputActions({ step, value, besidePin }: OutputActionsProps) {
  const { store } = useEditor();
  const samples = useSampleStore();
  const record = useStepRecord();
  const isPinned = useSamples((state) => step.id in state.pinned);
  const runId = useSamples((state) => state.runId);
  const [isEditing, editing] = useDisclosure(false);
  const keep = (output: Json): void => {
    const excess = excessOf(output);
    if (excess !== null) return tellRefusal(words.tooLong(excess));
    samples.getState().pin(store.getState().flow, step.id, { output, at: new Date().toISOString() });
  };
  return (
    <div className="ps-value-pane__actions">
      {isPinned && (
        <Button size="compact-xs" variant="default" leftSection={<IconPinnedOff size={13} />} onClick={() => samples.getState().unpin(step.id)}>
          {words.unpin}
        </Button>
      )}
      {(!isPinned || besidePin) && value !== undefined && (
        <Button size="compact-xs" variant="default" leftSection={<IconPin size={13} />} onClick={() => keep(value)}>
          {isPinned ? words.pinResult : words.pin}
        </Button>
      )}
      <Button size="compact-xs" variant="default" leftSection={<IconPencil size={13} />} onClick={editing.open}>
        {words.edit}
      </Button>
      {runId !== null && record && isMapped(step) && <ReevaluateButton step={step} runId={runId} record={record} />}
      {isEditing && <SampleDialog value={besidePin?.output ?? value} onPin={keep} onClose={editing.close} />}
    </div>
  );
}
