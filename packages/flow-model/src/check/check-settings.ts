import { checkMapping } from '@penstock/mapping';
import { TRIGGER_ID, type FlowDocument, type FlowProblem } from '../document';
import type { ReadableSchemas } from './source-schemas';

/** What is wrong with the settings of the flow as a whole. A lane is known when the event comes: its key is of the event. */
export function checkSettings({ settings }: FlowDocument, { trigger }: ReadableSchemas): readonly FlowProblem[] {
  if (!settings?.lane) return [];
  if (settings.lane.path === TRIGGER_ID) return [laneWithoutKey];
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

const laneWithoutKey: FlowProblem = {
  code: 'LANE_WITHOUT_KEY',
  severity: 'error',
  field: 'settings.lane',
  message: 'The lane does not say by which field of the event runs are ordered.',
  fix: 'Choose a key, such as the number of the invoice, or switch the lane off.',
};
