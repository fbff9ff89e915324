import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { problemOf } from '../../../shared/lib/problem-of';

const SETTLED_MS = 300;
const SHOWN = 5;

/** What an expression means: its next times by both clocks, or what is wrong with it. */
export function SchedulePreview({ cron, timeZone }: { readonly cron: string; readonly timeZone: string }) {
  const api = useApi();
  const [asked] = useDebouncedValue(`${cron}\n${timeZone}`, SETTLED_MS);
  const [askedCron = '', askedZone = ''] = asked.split('\n');
  const { data, error } = useQuery({
    queryKey: ['schedule-preview', askedCron, askedZone],
    queryFn: () => api.schedules.preview({ cron: askedCron, timeZone: askedZone }),
    enabled: askedCron.trim() !== '' && askedZone.trim() !== '',
    retry: false,
  });
  if (error) return <div role="alert">{problemOf(error).detail}</div>;
  if (!data) return null;
  return (
    <div>
      <div className="ps-dimmed">Next times</div>
      <ul aria-label="Next times">
        {data.times.slice(0, SHOWN).map(({ at, local }) => (
          <li key={at}>
            <time dateTime={at}>{`${local.slice(0, 10)} ${local.slice(11, 16)} (UTC${local.slice(19)})`}</time>
            <span className="ps-dimmed">{` · ${at.slice(0, 16).replace('T', ' ')} UTC`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
