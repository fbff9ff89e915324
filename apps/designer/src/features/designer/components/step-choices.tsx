import type { ActionStep } from '@penstock/flow-model';
import { useCallback, type ReactNode } from 'react';
import { ChoicesContext } from '../../../shared/forms/choices/choices-context';
import { useStepChoices } from '../model/use-step-choices';

/** Around every form of an action's input: what its fields can be chosen from. */
export function StepChoices({ step, children }: { readonly step: ActionStep; readonly children: ReactNode }) {
  const valueAt = useCallback((path: string) => fixedValueAt(step, path), [step]);
  const choices = useStepChoices({ connector: step.connector, slot: step.slot, valueAt });
  return <ChoicesContext.Provider value={choices}>{children}</ChoicesContext.Provider>;
}

/** Only what is fixed is the same for every run, and so can shorten a list of choices. */
function fixedValueAt({ input }: ActionStep, path: string): unknown {
  const rule = input.rules.find(({ target }) => target === path);
  return rule?.kind === 'const' ? rule.value : undefined;
}
