import { getRouteApi } from '@tanstack/react-router';
import { EnvironmentsPage } from '../../features/environments/components/environments-page';

const route = getRouteApi('/settings/environments');

export function EnvironmentsRoute() {
  const { environment, flow } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <EnvironmentsPage
      openKey={environment ?? null}
      flowId={flow ?? null}
      onOpen={(key) => void navigate({ search: { ...(flow && { flow }), ...(key !== null && { environment: key }) } })}
      onFlow={(next) => void navigate({ search: { flow: next }, replace: true })}
    />
  );
}
