import { getRouteApi } from '@tanstack/react-router';
import { ReferenceDataPage } from '../../features/reference-data/components/reference-data-page';

const route = getRouteApi('/reference-data');

export function ReferenceDataRoute() {
  const { kind, table } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ReferenceDataPage
      kind={kind ?? 'value-tables'}
      tableId={table ?? null}
      onKind={(next) => void navigate({ search: next === 'cross-references' ? { kind: next } : {} })}
      onTable={(id) => void navigate({ search: { ...(kind && { kind }), ...(id !== null && { table: id }) } })}
    />
  );
}
