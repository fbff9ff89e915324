import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlayerSkipBack, IconPlayerSkipForward, type Icon } from '@tabler/icons-react';
import { formatClock } from '../lib/format-time';
import { stepStatusLooks } from '../ui/status';
import type { RunMoment } from './run-moments';
import { strings } from './strings';
import type { Timeline } from './use-timeline';

interface RunScrubberProps {
  readonly timeline: Timeline;
  /** The step that was gone to. */
  onMoment?(moment: RunMoment): void;
}

/** Goes through a run step by step; arrow keys on the bar do the same. Nothing for a run with one step. */
export function RunScrubber({ timeline: { moments, at, go }, onMoment }: RunScrubberProps) {
  const moment = moments[at];
  if (!moment || moments.length < 2) return null;
  const end = moments.length - 1;
  const goTo = (next: number): void => {
    go(next);
    const gone = moments[next];
    if (gone) onMoment?.(gone);
  };
  return (
    <div className="ps-scrubber" role="group" aria-label={strings.timeMachine}>
      <StepButton icon={IconPlayerSkipBack} label={strings.first} isOff={at === 0} onPress={() => goTo(0)} />
      <StepButton icon={IconChevronLeft} label={strings.back} isOff={at === 0} onPress={() => goTo(at - 1)} />
      <input
        type="range"
        className="ps-scrubber__bar"
        aria-label={strings.timeMachine}
        aria-valuetext={`${strings.position(at + 1, moments.length)}: ${momentWords(moment)}`}
        min={0}
        max={end}
        value={at}
        onChange={({ currentTarget }) => goTo(Number(currentTarget.value))}
      />
      <StepButton icon={IconChevronRight} label={strings.forward} isOff={at === end} onPress={() => goTo(at + 1)} />
      <StepButton icon={IconPlayerSkipForward} label={strings.last} isOff={at === end} onPress={() => goTo(end)} />
      <span className="ps-meta ps-number">{strings.position(at + 1, moments.length)}</span>
      <span className="ps-scrubber__moment ps-ellipsis" title={momentWords(moment)}>
        {momentWords(moment)}
      </span>
    </div>
  );
}

const momentWords = ({ name, status, attempts, at }: RunMoment): string =>
  [name, stepStatusLooks[status].word, ...(attempts > 1 ? [strings.attempts(attempts)] : []), ...(at === null ? [] : [formatClock(at)])].join(' · ');

interface StepButtonProps {
  readonly icon: Icon;
  readonly label: string;
  readonly isOff: boolean;
  onPress(): void;
}

function StepButton({ icon: ButtonIcon, label, isOff, onPress }: StepButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={26} aria-label={label} disabled={isOff} onClick={onPress}>
        <ButtonIcon size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
