import type { FlowDocument } from '@penstock/flow-model';
import { canonicalJson, type Json } from '@penstock/kernel';

/** One text for equal documents, in whatever order their members stand; the server hashes the same: equal texts are one version. */
export const canonicalFlow = (document: FlowDocument): string => canonicalJson(document as unknown as Json);
