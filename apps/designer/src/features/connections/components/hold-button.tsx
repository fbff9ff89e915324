import { Button } from '@mantine/core';
import type { ConnectionWeather } from '@penstock/contracts';
import { useMayKeepWeather } from '../../../shared/api/use-may-operate';
import { useHoldQuestion } from '../model/use-hold-question';
import { strings } from '../strings';
import { HoldDialog } from './hold-dialog';

interface HoldButtonProps {
  readonly weather: ConnectionWeather;
  readonly name: string;
}

/** Holds a connection or lets it go again, from its row; the dialog says what that means and asks for the reason. */
export function HoldButton({ weather, name }: HoldButtonProps) {
  const { asked, ask, giveUp } = useHoldQuestion(weather);
  if (!useMayKeepWeather()) return null;
  const isHeld = weather.hold !== null;
  const word = isHeld ? strings.resume : strings.hold;
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`${word} ${name}`}
        title={isHeld ? strings.resumeHelp(weather.held.runs) : strings.holdHelp}
        onClick={ask}
      >
        {word}
      </Button>
      {asked && <HoldDialog weather={asked} onClose={giveUp} onDone={giveUp} />}
    </>
  );
}
