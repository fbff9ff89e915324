import { Button, SegmentedControl } from '@mantine/core';
import type { EventQuery } from '@penstock/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { eventsQuery } from '../../../shared/api/run-queries';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import { strings } from '../strings';
import { EventDetail } from './event-detail';
import { EventsTable } from './events-table';

const route = getRouteApi('/events');
const choices = [
  { value: 'all', label: strings.all },
  { value: 'unrouted', label: strings.unrouted },
  { value: 'routed', label: strings.routed },
  { value: 'refused', label: strings.refused },
];

export function EventsPage() {
  const { state, event } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(eventsQuery(useApi(), state));
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (value: string): void =>
    void navigate({
      search: value === 'all' ? {} : { state: value as NonNullable<EventQuery['state']> },
      replace: true,
    });
  const open = (eventId: string | null): void =>
    void navigate({ search: { ...(state && { state }), ...(eventId !== null && { event: eventId }) }, replace: true });
  return (
    <Page title={strings.title}>
      <div className="ps-dimmed">{strings.lead}</div>
      <div className="ps-filters">
        <SegmentedControl aria-label={strings.filter} data={choices} value={state ?? 'all'} onChange={choose} />
      </div>
      {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      {!list.error && (
        <div className="ps-table-scroll">
          {!list.data && <RowsSkeleton />}
          {list.data && events.length === 0 && <EmptyState title={strings.emptyTitle}>{strings.empty}</EmptyState>}
          {events.length > 0 && <EventsTable events={events} onOpen={open} />}
        </div>
      )}
      {list.hasNextPage && (
        <div>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {strings.more}
          </Button>
        </div>
      )}
      {event !== undefined && <EventDetail eventId={event} onClose={() => open(null)} />}
    </Page>
  );
}
