import type { Environment } from '@penstock/contracts';
import type { EnvironmentRow } from '@penstock/database';

export const environmentView = ({ id, key, name, kind, position, demandsPromotion, changeWindow, freezes, shadowRules }: EnvironmentRow): Environment => ({
  id,
  key,
  name,
  kind,
  position,
  demandsPromotion,
  changeWindow: changeWindow && { ...changeWindow, days: [...changeWindow.days] },
  freezes: [...freezes],
  shadowRules: { ...shadowRules },
});
