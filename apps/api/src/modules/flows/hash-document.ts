import { createHash } from 'node:crypto';
import type { FlowDocument } from '@penstock/flow-model';
import { canonicalJson, type Json } from '@penstock/kernel';

/** Sha256 (hex) of the document's canonical text: the order of names and the writing of numbers make no difference. */
export const hashDocument = (document: FlowDocument): string =>
  createHash('sha256').update(canonicalJson(document as unknown as Json), 'utf8').digest('hex');
