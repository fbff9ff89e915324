import type { FlowProblem, FlowTrigger } from '@penstock/flow-model';
import { TRIGGER_ID } from '@penstock/flow-model';
import type { ConnectorShelf } from '../../platform/connector-shelf';

/**
 * Checks the trigger's settings by the connector's own schema, which knows more than its JSON form that the flow
 * checker sees. A trigger whose settings it refuses would be deployed and never listen.
 */
export function triggerSettingProblems(shelf: ConnectorShelf, trigger: FlowTrigger): readonly FlowProblem[] {
  const parsed = shelf.trigger(trigger)?.settings.safeParse(trigger.settings);
  if (!parsed || parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => ({
    code: 'SETTING_INVALID',
    severity: 'error',
    stepId: TRIGGER_ID,
    field: path.map(String).join('.'),
    message: `“${trigger.name}”: ${message}`,
    fix: 'Correct the setting of the trigger.',
  }));
}
