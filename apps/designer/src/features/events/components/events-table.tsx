import type { IntakeEvent } from '@penstock/contracts';
import { IconArchive, IconBan, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Status, type StatusLook } from '../../../shared/ui/status';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';

export const eventLooks = {
  routed: { tone: 'succeeded', word: strings.routed, icon: IconCircleCheck },
  unrouted: { tone: 'attention', word: strings.unrouted, icon: IconArchive },
  refused: { tone: 'failed', word: strings.refused, icon: IconBan },
} as const satisfies Record<IntakeEvent['state'], StatusLook>;

interface EventsTableProps {
  readonly events: readonly IntakeEvent[];
  onOpen(eventId: string): void;
}

export function EventsTable({ events, onOpen }: EventsTableProps) {
  return (
    <table className="ps-table">
      <thead>
        <tr>
          <th scope="col">{strings.state}</th>
          <th scope="col">{strings.address}</th>
          <th scope="col">{strings.key}</th>
          <th scope="col">{strings.reason}</th>
          <th scope="col">{strings.received}</th>
          <th scope="col">{strings.runs}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.id}>
            <td>
              <Status look={eventLooks[event.state]} />
            </td>
            <td className="ps-mono ps-nowrap">
              <button type="button" className="ps-plain-button" onClick={() => onOpen(event.id)}>
                /hooks/{event.environment}/{event.path}
                {event.channel === '' ? '' : `/${event.channel}`}
              </button>
            </td>
            <td className="ps-mono ps-nowrap">{event.dedupeKey}</td>
            <td>{event.reason ?? <span className="ps-dimmed">–</span>}</td>
            <td>
              <When at={event.receivedAt} />
            </td>
            <td>
              <RunLinks runIds={event.runIds} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function RunLinks({ runIds }: { readonly runIds: readonly string[] }) {
  if (runIds.length === 0) return <span className="ps-dimmed">{strings.noRun}</span>;
  return (
    <span className="ps-filters">
      {runIds.map((runId) => (
        <Link
          key={runId}
          to="/runs/$runId"
          params={{ runId }}
          className="ps-mono"
          aria-label={`${strings.openRun} ${runId}`}
        >
          …{runId.slice(-8)}
        </Link>
      ))}
    </span>
  );
}
