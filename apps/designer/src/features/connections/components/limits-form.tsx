import { Button, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { ApiProblem } from '@penstock/api-client';
import type { ConnectionWeather } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { connectionKeys } from '../../../shared/api/flow-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { limitFrom, limitValues, toLimitsRequest, type LimitValues } from '../model/limit-values';
import { strings } from '../strings';
import { MaintenanceFields } from './maintenance-fields';

/** How much a connection may be asked, and when not at all. */
export function LimitsForm({ weather }: { readonly weather: ConnectionWeather }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [values, setValues] = useState(() => limitValues(weather.limits));
  const save = useMutation({
    mutationFn: () => api.connections.setLimits(weather.connectionId, toLimitsRequest(values)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: connectionKeys.weather }),
  });
  const errors = errorsByPath(save.error);
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  const change = (changes: Partial<LimitValues>): void => {
    save.reset();
    setValues({ ...values, ...changes });
  };
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="sm">
        <h3>{strings.limits}</h3>
        <Group grow align="flex-start">
          <NumberInput
            label={strings.maxConcurrent}
            description={strings.noLimitHelp}
            min={1}
            max={1000}
            allowDecimal={false}
            value={values.maxConcurrent ?? ''}
            error={errors['maxConcurrent']}
            onChange={(value) => change({ maxConcurrent: limitFrom(value) })}
          />
          <NumberInput
            label={strings.ratePerSecond}
            description={strings.noLimitHelp}
            min={0.01}
            max={10000}
            value={values.ratePerSecond ?? ''}
            error={errors['ratePerSecond']}
            onChange={(value) => change({ ratePerSecond: limitFrom(value) })}
          />
          <NumberInput
            label={strings.burst}
            description={strings.burstHelp}
            min={1}
            allowDecimal={false}
            value={values.burst ?? ''}
            error={errors['burst']}
            onChange={(value) => change({ burst: limitFrom(value) })}
          />
        </Group>
        <TextInput
          label={strings.ceilings}
          description={strings.ceilingsHelp}
          value={values.ceilings}
          error={firstError(errors, 'ceilings')}
          onChange={(event) => change({ ceilings: event.currentTarget.value })}
        />
        <Textarea
          label={strings.onlyValues}
          description={strings.onlyValuesHelp}
          autosize
          minRows={1}
          value={values.onlyValues}
          error={firstError(errors, 'onlyValues')}
          onChange={(event) => change({ onlyValues: event.currentTarget.value })}
        />
        <MaintenanceFields
          windows={values.maintenance}
          errors={errors}
          onChange={(maintenance) => change({ maintenance })}
        />
        {save.isError && <ProblemNotice error={save.error} />}
        <Group justify="flex-end">
          {save.isSuccess && <span role="status">{strings.limitsSaved}</span>}
          <Button type="submit" variant="default" loading={save.isPending}>
            {strings.saveLimits}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Of a list that is typed as one text. */
const firstError = (errors: Record<string, string>, field: string): string | undefined =>
  Object.entries(errors).find(([path]) => path === field || path.startsWith(`${field}.`))?.[1];

function errorsByPath(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(error.issues.flatMap(({ path, message }) => (path === undefined ? [] : [[path, message]])));
}
