/** Ids of notes and groups on the canvas. No step can be called so: step ids start with a letter. */
const notePrefix = '~note:';
const groupPrefix = '~group:';

export const canvasIdOfNote = (id: string): string => notePrefix + id;
export const canvasIdOfGroup = (id: string): string => groupPrefix + id;
export const noteIdOf = (canvasId: string): string | null => withoutPrefix(canvasId, notePrefix);
export const groupIdOf = (canvasId: string): string | null => withoutPrefix(canvasId, groupPrefix);

const withoutPrefix = (canvasId: string, prefix: string): string | null =>
  canvasId.startsWith(prefix) ? canvasId.slice(prefix.length) : null;
