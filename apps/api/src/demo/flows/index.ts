import { cardPayment } from './card-payment';
import { gatewayPayment } from './gateway-payment';

/** Flows of the demo company, deployed to its sandbox at first start. */
export const demoFlows = [cardPayment, gatewayPayment];
