import type { FlowStep } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { actionOf } from '../../../../shared/lib/connector-catalog';
import { formatClock } from '../../../../shared/lib/format-time';
import { useEditor } from '../../model/editor-context';
import { strings } from '../../strings';
import { useSamples } from './samples-context';
import { isPinStale, wasRunSincePinned, type PinnedSample, type StepTest } from './step-evidence';
import { useStepRecord } from './use-step-record';

const words = strings.data;

export interface ShownOutput {
  readonly value: Json | undefined;
  /** Where it comes from, in words; empty when the verdict of the test says it. */
  readonly origin: string;
  /** Stands in for the steps after it, while something else is shown. */
  readonly besidePin: PinnedSample | null;
}

/** What is shown as the output of a step: of the run that was taken, of its test since it was pinned, pinned, known otherwise. */
export function useShownOutput(step: FlowStep): ShownOutput {
  const { connectors } = useEditor();
  const recorded = useStepRecord()?.outputs[step.id];
  const pin = useSamples((state) => state.pinned[step.id]);
  const test = useSamples((state) => state.tests[step.id]);
  const isTaken = useSamples((state) => state.runId !== null);
  if (isTaken) return { value: recorded, origin: recorded === undefined ? words.notInThisRun : words.fromThisRun, besidePin: null };
  if (pin && wasRunSincePinned(pin, test)) return besidePin(step, pin, test);
  const origin = pin ? pinWords(step, pin) : recorded === undefined ? words.outputSample : '';
  return { value: recorded ?? (actionOf(connectors, step)?.sample as Json | undefined), origin, besidePin: null };
}

function besidePin(step: FlowStep, pin: PinnedSample, { status, output }: StepTest): ShownOutput {
  const stale = isPinStale(step, pin) ? ` ${words.pinStale}.` : '';
  const at = formatClock(pin.at);
  if (status === 'failed') return { value: pin.output, origin: words.failedBesidePin(at) + stale, besidePin: null };
  return { value: output, origin: words.testedBesidePin(at) + stale, besidePin: pin };
}

const pinWords = (step: FlowStep, pin: PinnedSample): string => (isPinStale(step, pin) ? words.pinStale : words.pinned(formatClock(pin.at)));
