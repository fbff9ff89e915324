import { conditionLine } from '@penstock/contracts';
import { z } from 'zod';

const side = z.object({ path: z.string().optional(), seen: z.record(z.string(), z.unknown()) });

/** The compared values pass as they are: exact decimals, which a JSON schema would refuse. */
export const exactConditionLine = conditionLine.extend({ left: side.optional(), right: side.optional() });
