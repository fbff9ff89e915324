import { z } from 'zod';
import { timestamp } from './common';

/** Characters of an API description; what is larger is a bundle of many APIs. */
export const LARGEST_DESCRIPTION = 2 * 1024 * 1024;

const text = z.string().min(1).max(LARGEST_DESCRIPTION);

/** An OpenAPI 3 document, JSON or YAML, as text. Nothing is fetched for it. */
export const previewImportRequest = z.strictObject({ text });
export type PreviewImportRequest = z.infer<typeof previewImportRequest>;

export const importPreview = z.object({
  title: z.string(),
  /** The description's own version. */
  revision: z.string(),
  /** Where it says that the API answers; empty when it does not say. */
  address: z.string(),
  operations: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      summary: z.string(),
      method: z.string(),
      path: z.string(),
      /** R reads; H: a person decides after a lost answer. */
      effect: z.enum(['R', 'H']),
      fields: z.array(z.string()),
    }),
  ),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const importedConnectorId = z.string().regex(/^api-[a-z0-9-]{1,80}$/);

/** `connector`: the imported connector that this is a new version of; without it a new one is made. */
export const importConnectorRequest = z.strictObject({ text, title: z.string().trim().min(1).max(80).optional(), connector: importedConnectorId.optional() });
export type ImportConnectorRequest = z.infer<typeof importConnectorRequest>;

export const importedConnectorVersion = z.object({
  connector: importedConnectorId,
  title: z.string(),
  version: z.int(),
  createdAt: timestamp,
  createdBy: z.string(),
});
export type ImportedConnectorVersion = z.infer<typeof importedConnectorVersion>;
