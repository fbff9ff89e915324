import { Select, TextInput } from '@mantine/core';
import { runStatus, type RunStatus } from '@penstock/contracts';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { flowsQuery } from '../../../shared/api/flow-queries';
import { runStatusLooks } from '../../../shared/ui/status';
import { useSearchText } from '../model/use-search-text';
import { strings } from '../strings';

interface RunsSearch {
  readonly status?: RunStatus;
  readonly flow?: string;
  readonly q?: string;
}

interface RunFiltersProps {
  readonly search: RunsSearch;
  onChange(next: RunsSearch): void;
}

const statusChoices = runStatus.options.map((value) => ({ value, label: runStatusLooks[value].word }));

export function RunFilters({ search, onChange }: RunFiltersProps) {
  const { data: flows } = useQuery(flowsQuery(useApi()));
  const { text, type } = useSearchText(search.q ?? '', (q) => onChange(withValue(search, 'q', q)));
  return (
    <div className="ps-filters" role="search">
      <TextInput
        aria-label={strings.search}
        placeholder={strings.search}
        leftSection={<IconSearch size={15} />}
        w={340}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <Select
        aria-label={strings.status}
        placeholder={strings.anyStatus}
        clearable
        w={170}
        data={statusChoices}
        value={search.status ?? null}
        onChange={(status) => onChange(withValue(search, 'status', status))}
      />
      <Select
        aria-label={strings.flow}
        placeholder={strings.anyFlow}
        clearable
        searchable
        w={260}
        data={flows?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        value={search.flow ?? null}
        onChange={(flow) => onChange(withValue(search, 'flow', flow))}
      />
    </div>
  );
}

function withValue(search: RunsSearch, name: keyof RunsSearch, value: string | null): RunsSearch {
  const { [name]: _replaced, ...rest } = search;
  return value === null || value === '' ? rest : { ...rest, [name]: value };
}
