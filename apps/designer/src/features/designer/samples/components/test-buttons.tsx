import { Button, Tooltip } from '@mantine/core';
import type { StepId } from '@penstock/flow-model';
import { IconFlask, IconPlayerTrackNext } from '@tabler/icons-react';
import { useSamples } from '../model/samples-context';
import { useStartTest } from '../model/step-tests';
import type { TestReach } from '../model/test-request';
import { strings } from '../strings';

interface TestButtonsProps {
  readonly stepId: StepId;
  /** Told before the test begins: what shows its result comes into sight. */
  onStart(): void;
}

export function TestButtons({ stepId, onStart }: TestButtonsProps) {
  const start = useStartTest();
  const running = useSamples((state) => state.running);
  const button = (reach: TestReach) => ({
    loading: running?.stepId === stepId && running.reach === reach,
    disabled: running !== null,
    onClick: () => {
      onStart();
      void start({ stepId, reach });
    },
  });
  return (
    <>
      <Tooltip multiline w={280} label={`${strings.testStepHelp} (T)`}>
        <Button leftSection={<IconFlask size={15} />} {...button('only')}>
          {strings.testStep}
        </Button>
      </Tooltip>
      <Tooltip multiline w={280} label={`${strings.runToHereHelp} (Shift+T)`}>
        <Button variant="default" leftSection={<IconPlayerTrackNext size={15} />} {...button('until')}>
          {strings.runToHere}
        </Button>
      </Tooltip>
    </>
  );
}
