import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import type { AuditFilter } from '@penstock/contracts';
import { dayAfter, dayOf, startOfDay } from '../model/days';
import { strings } from '../strings';

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  onChange(next: AuditFilter): void;
}

/** A text counts after a pause in typing. */
const pauseMs = 250;
const kinds = Object.entries(strings.kinds).map(([value, label]) => ({ value, label }));

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const change = (name: keyof AuditFilter, value: string): void => onChange(withValue(filter, name, value.trim()));
  const changeLater = useDebouncedCallback(change, pauseMs);
  return (
    <div className="ps-filters" role="search">
      <Select
        label={strings.action}
        placeholder={strings.anyAction}
        clearable
        searchable
        w={170}
        data={kinds}
        value={filter.action ?? null}
        onChange={(kind) => change('action', kind ?? '')}
      />
      <TextInput
        label={strings.actor}
        w={200}
        defaultValue={filter.actor ?? ''}
        onChange={(event) => changeLater('actor', event.currentTarget.value)}
      />
      <TextInput
        label={strings.object}
        w={240}
        defaultValue={filter.object ?? ''}
        onChange={(event) => changeLater('object', event.currentTarget.value)}
      />
      <TextInput
        label={strings.from}
        type="date"
        value={dayOf(filter.from)}
        onChange={(event) => change('from', startOfDay(event.currentTarget.value))}
      />
      <TextInput
        label={strings.to}
        type="date"
        value={dayOf(filter.to, -1)}
        onChange={(event) => change('to', dayAfter(event.currentTarget.value))}
      />
    </div>
  );
}

function withValue(filter: AuditFilter, name: keyof AuditFilter, value: string): AuditFilter {
  const { [name]: _replaced, ...rest } = filter;
  return value === '' ? rest : { ...rest, [name]: value };
}
