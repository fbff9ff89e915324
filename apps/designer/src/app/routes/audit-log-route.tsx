import { getRouteApi } from '@tanstack/react-router';
import { AuditLogPage } from '../../features/audit-log/components/audit-log-page';

const route = getRouteApi('/settings/audit-log');

export function AuditLogRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return <AuditLogPage filter={search} onFilter={(next) => void navigate({ search: next, replace: true })} />;
}
