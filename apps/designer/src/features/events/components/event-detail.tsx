import { Drawer, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { eventQuery } from '../../../shared/api/run-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Status } from '../../../shared/ui/status';
import { Identifier, JsonBlock, When } from '../../../shared/ui/values';
import { strings } from '../strings';
import { eventLooks, RunLinks } from './events-table';
import { ReplayEvent } from './replay-event';
import { UseAsSample } from './use-as-sample';

export function EventDetail({ eventId, onClose }: { readonly eventId: string; onClose(): void }) {
  const api = useApi();
  const { data: event, error } = useQuery(eventQuery(api, eventId));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={strings.detail}
      closeButtonProps={{ 'aria-label': strings.close }}
    >
      {error && <ProblemNotice error={error} />}
      {!event && !error && <RowsSkeleton />}
      {event && (
        <Stack gap="md">
          <dl className="ps-definitions">
            <dt>{strings.state}</dt>
            <dd>
              <Status look={eventLooks[event.state]} />
            </dd>
            {event.reason !== null && (
              <>
                <dt>{strings.reason}</dt>
                <dd>{event.reason}</dd>
              </>
            )}
            <dt>{strings.received}</dt>
            <dd>
              <When at={event.receivedAt} />
            </dd>
            <dt>{strings.key}</dt>
            <dd>
              <Identifier value={event.dedupeKey} />
            </dd>
            <dt>{strings.runs}</dt>
            <dd>
              <RunLinks runIds={event.runIds} />
            </dd>
          </dl>
          {event.payload === null ? (
            <div className="ps-notice">{strings.noPayload}</div>
          ) : (
            <JsonBlock value={event.payload} label={strings.payload} />
          )}
          {event.payload !== null &&
            event.runIds.map((runId) => <UseAsSample key={runId} eventId={event.id} runId={runId} />)}
          <ReplayEvent event={event} />
        </Stack>
      )}
    </Drawer>
  );
}
