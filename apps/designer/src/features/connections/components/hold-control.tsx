import { Button, Group, TextInput } from '@mantine/core';
import { IconHandStop, IconPlayerPlay } from '@tabler/icons-react';
import type { ConnectionWeather } from '@penstock/contracts';
import { useState, type FormEvent } from 'react';
import { strings } from '../strings';
import { HoldDialog } from './hold-dialog';

/** Stops the calls of a connection by hand, with a reason, and lets them go again; both are confirmed first. */
export function HoldControl({ weather }: { readonly weather: ConnectionWeather }) {
  const [reason, setReason] = useState('');
  const [isAsking, setAsking] = useState(false);
  const { hold, held } = weather;
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setAsking(true);
  };
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
            description={strings.holdHelp}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            disabled={reason.trim().length < 3}
            leftSection={<IconHandStop size={16} />}
          >
            {strings.hold}
          </Button>
        </Group>
      )}
      {isAsking && (
        <HoldDialog
          weather={weather}
          reason={reason.trim()}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            setReason('');
          }}
        />
      )}
    </form>
  );
}
