import { z } from 'zod';

/**
 * What a builder writes beside the steps, for whoever reads the flow later. It means nothing to runs. Both lists are
 * optional parts of the document, so that flows without them keep their content hash.
 */
const id = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens, starting with a letter');

/** A sheet of paper on the canvas; place and size in canvas pixels. */
export const flowNote = z.strictObject({
  id,
  text: z.string().max(4000),
  position: z.strictObject({ x: z.number(), y: z.number() }),
  width: z.number().min(120).max(1200),
  height: z.number().min(60).max(1200),
});

export const groupTint = z.enum(['slate', 'teal', 'blue', 'violet', 'amber']);

/** A tinted area around steps. It has no place of its own: it stands around its steps, wherever they are. */
export const flowGroup = z.strictObject({
  id,
  name: z.string().min(1).max(80),
  tint: groupTint.default('slate'),
  steps: z.array(id).min(1).max(1000),
});

export type FlowNote = z.infer<typeof flowNote>;
export type FlowGroup = z.infer<typeof flowGroup>;
export type GroupTint = z.infer<typeof groupTint>;

/** Of a note that was just put down. */
export const noteSize = { width: 240, height: 120 } as const;
