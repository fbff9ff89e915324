import '../../features/attention/attention.css';
import { getRouteApi } from '@tanstack/react-router';
import { AttentionPage } from '../../features/attention/components/attention-page';

const route = getRouteApi('/attention');

export function AttentionRoute() {
  const { case: caseId } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <AttentionPage
      caseId={caseId ?? null}
      onOpenCase={(opened) => void navigate({ search: opened === null ? {} : { case: opened }, replace: true })}
    />
  );
}
