import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api/api-context';
import { useCurrentEnvironment } from '../api/current-environment';
import { openFindingsQuery } from '../api/schema-queries';

/** The pages under Connections, in one row above each of them. */
export function ConnectionsNav() {
  const { environment } = useCurrentEnvironment();
  const { data } = useQuery(openFindingsQuery(useApi(), environment.key));
  const count = data?.items.length ?? 0;
  return (
    <nav className="ps-tabs" aria-label="Connections">
      <Link to="/connections" className="ps-tabs__link" activeOptions={{ exact: true, includeSearch: false }}>
        Connections
      </Link>
      <Link to="/connections/schemas" className="ps-tabs__link" activeOptions={{ exact: true, includeSearch: false }}>
        {count > 0 ? `Schemas (${count})` : 'Schemas'}
      </Link>
    </nav>
  );
}
