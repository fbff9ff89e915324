import { createHash } from 'node:crypto';
import type { PromotionPackage } from '@penstock/contracts';
import { canonicalJson, type Json } from '@penstock/kernel';

/** The text that is hashed, signed and stored: one package has one text. */
export const packageText = (content: PromotionPackage): string => canonicalJson(content as unknown as Json);

/** sha256, hex. */
export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
