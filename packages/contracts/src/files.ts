import { fileName, mediaType } from '@penstock/connector-sdk';
import { z } from 'zod';
import { timestamp, uuid } from './common';

/** A file that flows know by its handle. */
export const fileView = z.object({
  id: uuid,
  /** What a step is given. */
  handle: z.string(),
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.int(),
  /** Of the content, in hex. */
  sha256: z.string(),
  /** `upload`: a person or program brought it in; `step`: a run made it. */
  origin: z.enum(['upload', 'step']),
  createdBy: z.string(),
  createdAt: timestamp,
  /** Then it is deleted, unless an open run still needs it. */
  expiresAt: timestamp,
});
export type FileView = z.infer<typeof fileView>;

/** `fresh`: runs that were started; `known`: the same content was dropped before; `parked`: records on the shelf. */
export const fileStarts = z.object({ fresh: z.int(), known: z.int(), parked: z.int() });
/** `starts` only when a deployment was named. */
export const uploadedFile = fileView.extend({ starts: fileStarts.optional() });
export type UploadedFile = z.infer<typeof uploadedFile>;

/** The content is the body of the request, as `application/octet-stream`. */
export const uploadQuery = z.strictObject({
  name: fileName,
  mediaType: mediaType.default('application/octet-stream'),
  /** Of the content, in hex: then a file that was changed on its way is refused. Needed with an `Idempotency-Key`. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 in lower-case hex').optional(),
  /** A live deployment whose flow begins with a file drop: the file starts it. */
  deployment: uuid.optional(),
});
export type UploadQuery = z.infer<typeof uploadQuery>;
