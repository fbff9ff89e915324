import { z } from 'zod';
import { optionalText } from '../charge-fields';
import { exact, levelThreeAction, levelThreeFields, lineFields } from '../level-three';

const line = z.strictObject({ ...lineFields, commodity_code: optionalText('Commodity code', 15) });

const input = z.strictObject({
  ...levelThreeFields,
  national_tax_amount: exact('National tax'),
  merchant_tax_id: optionalText('Tax ID of the merchant', 20),
  customer_tax_id: optionalText('Tax ID of the customer', 20),
  commodity_code: optionalText('Commodity code', 15),
  discount_amount: exact('Discount'),
  freight_amount: exact('Freight'),
  duty_amount: exact('Duty'),
  line_items: z.array(line).max(999).optional().meta({ title: 'Lines' }),
});

export const levelThreeVisa = levelThreeAction({
  id: 'level-three-visa',
  title: 'Add level 3 data (Visa)',
  summary: 'Adds tax, freight and lines to an unsettled Visa charge, for a lower fee. Moves no money.',
  path: 'level_three/visa',
  input: input as unknown as z.ZodType<z.output<typeof input>>,
});
