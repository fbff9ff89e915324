import { checkMapping } from '@penstock/mapping';
import type { FlowDocument, FlowProblem } from '../document';
import type { ReadableSchemas } from './source-schemas';

/** What is wrong with the settings of the flow as a whole. A lane is known when the event comes: its key is of the event. */
export function checkSettings({ settings }: FlowDocument, { trigger }: ReadableSchemas): readonly FlowProblem[] {
  if (!settings?.lane) return [];
  const rule = {
    kind: 'copy',
    id: 'lane',
    target: 'lane',
    from: { path: settings.lane.path },
    onError: 'fail',
    origin: 'user',
  } as const;
  return checkMapping({ v: 1, rules: [rule], tables: {} }, { sources: { trigger } }).map(
    ({ code, severity, message, fix }) => ({
      code,
      severity,
      field: 'settings.lane',
      message: `The key of the lane: ${message}`,
      ...(fix !== undefined && { fix }),
    }),
  );
}
