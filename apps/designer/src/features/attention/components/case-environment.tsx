import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { environmentsQuery } from '../../../shared/api/session-queries';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';

/** Where the case is, which need not be the environment that the page shows; by its key as long as nothing else is known. */
export function CaseEnvironment({ environment }: { readonly environment: string }) {
  const { data: environments } = useQuery(environmentsQuery(useApi()));
  const found = environments?.find(({ key }) => key === environment);
  return (
    <div>
      {found ? (
        <EnvironmentBadge kind={found.kind} name={found.name} />
      ) : (
        <span className="ps-mono">{environment}</span>
      )}
    </div>
  );
}
