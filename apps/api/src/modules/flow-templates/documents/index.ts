import type { FlowTemplateSource } from './build-template';
import { chargebackIntake } from './chargeback-intake';
import { customerSync } from './customer-sync';
import { fraudScreening } from './fraud-screening';
import { invoiceVaultCharge } from './invoice-vault-charge';
import { orderToCash } from './order-to-cash';
import { realTimeAr } from './real-time-ar';
import { refundCreditMemo } from './refund-credit-memo';
import { settlementGl } from './settlement-gl';
import { subscriptionRenewal } from './subscription-renewal';

/** In the order of the gallery: what most people come for first. */
export const flowTemplates: readonly FlowTemplateSource[] = [
  realTimeAr,
  orderToCash,
  invoiceVaultCharge,
  refundCreditMemo,
  settlementGl,
  customerSync,
  subscriptionRenewal,
  fraudScreening,
  chargebackIntake,
];
