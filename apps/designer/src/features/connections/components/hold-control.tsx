import { Button, Group, TextInput } from '@mantine/core';
import { IconHandStop, IconPlayerPlay } from '@tabler/icons-react';
import type { ConnectionWeather } from '@penstock/contracts';
import { useState, type FormEvent } from 'react';
import { useMayKeepWeather } from '../../../shared/api/use-may-operate';
import { isReason, reasonHelp } from '../../../shared/ui/reason-field';
import { useHoldQuestion } from '../model/use-hold-question';
import { strings } from '../strings';
import { HoldDialog } from './hold-dialog';

/** Stops the calls of a connection by hand, with a reason, and lets them go again; both are confirmed first. */
export function HoldControl({ weather }: { readonly weather: ConnectionWeather }) {
  const [reason, setReason] = useState('');
  const { asked, ask, giveUp } = useHoldQuestion(weather);
  const mayKeep = useMayKeepWeather();
  const { hold, held } = weather;
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    ask();
  };
  if (!mayKeep) return null;
  return (
    <form onSubmit={handleSubmit}>
      {hold ? (
        <Group justify="space-between">
          <span className="ps-meta">{strings.resumeHelp(held.runs)}</span>
          <Button type="submit" variant="default" leftSection={<IconPlayerPlay size={16} />}>
            {strings.resume}
          </Button>
        </Group>
      ) : (
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            label={strings.holdReason}
            description={reasonHelp(reason, strings.holdHelp)}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!isReason(reason)} leftSection={<IconHandStop size={16} />}>
            {strings.hold}
          </Button>
        </Group>
      )}
      {asked && (
        <HoldDialog
          weather={asked}
          reason={reason.trim()}
          onClose={giveUp}
          onDone={() => {
            giveUp();
            setReason('');
          }}
        />
      )}
    </form>
  );
}
