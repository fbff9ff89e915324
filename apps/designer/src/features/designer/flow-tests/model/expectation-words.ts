import type { FlowTest } from '@penstock/flow-model';
import { strings } from '../strings';

/** What a test expects, one line each. */
export function expectationWords({ outcome, effects, outputs }: FlowTest['expect']): string[] {
  return [
    strings.outcomes[outcome],
    ...(effects === undefined ? [strings.anyEffects] : effects.length === 0 ? [strings.noEffects] : effects.map(effectWords)),
    ...Object.keys(outputs).map((step) => `values of ${step}`),
  ];
}

const effectWords = ({ step, action, businessKey, amount, currency }: NonNullable<FlowTest['expect']['effects']>[number]): string =>
  [step, action, businessKey, [amount, currency].filter(Boolean).join(' ')].filter(Boolean).join(' · ');
