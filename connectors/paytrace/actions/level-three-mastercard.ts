import { z } from 'zod';
import { optionalText } from '../charge-fields';
import { exact, levelThreeAction, levelThreeFields, lineFields } from '../level-three';

const flag = (title: string) => z.boolean().optional().meta({ title });

const line = z.strictObject({
  ...lineFields,
  additional_tax_included: flag('Further tax included'),
  debit_or_credit: z.enum(['D', 'C']).optional().meta({ title: 'Debit or credit' }),
  discount_rate: exact('Discount rate'),
  discount_included: flag('Discount included'),
  merchant_tax_id: optionalText('Tax ID of the merchant', 20),
  tax_included: flag('Tax included'),
});

const input = z.strictObject({
  ...levelThreeFields,
  additional_tax_included: flag('Further tax included'),
  freight_amount: exact('Freight'),
  duty_amount: exact('Duty'),
  line_items: z.array(line).max(999).optional().meta({ title: 'Lines' }),
});

export const levelThreeMastercard = levelThreeAction({
  id: 'level-three-mastercard',
  title: 'Add level 3 data (MasterCard)',
  summary: 'Adds tax and lines to an unsettled MasterCard charge, for a lower fee. Moves no money.',
  path: 'level_three/mastercard',
  input: input as unknown as z.ZodType<z.output<typeof input>>,
});
