import { getRouteApi } from '@tanstack/react-router';
import { PromotionPage } from '../../features/promotions/components/promotion-page';

const route = getRouteApi('/promotions/$promotionId');

export function PromotionRoute() {
  const { promotionId } = route.useParams();
  return <PromotionPage key={promotionId} id={promotionId} />;
}
