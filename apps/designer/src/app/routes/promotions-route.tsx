import { getRouteApi } from '@tanstack/react-router';
import { PromotionsPage } from '../../features/promotions/components/promotions-page';

const route = getRouteApi('/promotions');

export function PromotionsRoute() {
  const { flow, version, to } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = flow !== undefined && version !== undefined && to !== undefined ? { flowId: flow, versionNumber: version, environment: to } : null;
  return <PromotionsPage asked={asked} onAskClosed={() => void navigate({ search: {}, replace: true })} />;
}
