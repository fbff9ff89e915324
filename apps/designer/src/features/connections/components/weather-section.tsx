import { Divider, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { connectionWeatherQuery } from '../../../shared/api/flow-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { strings } from '../strings';
import { HoldControl } from './hold-control';
import { LimitsForm } from './limits-form';
import { WeatherFacts } from './weather-facts';

export function WeatherSection({ connectionId }: { readonly connectionId: string }) {
  const { data, error, refetch } = useQuery(connectionWeatherQuery(useApi()));
  const weather = data?.items.find((each) => each.connectionId === connectionId);
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />;
  if (!weather) return <RowsSkeleton rows={3} />;
  return (
    <Stack gap="md" component="section" aria-label={strings.weather}>
      <h3>{strings.weather}</h3>
      <WeatherFacts weather={weather} />
      <HoldControl weather={weather} />
      <Divider />
      <LimitsForm weather={weather} />
    </Stack>
  );
}
