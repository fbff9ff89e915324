import type { PlannedEffectView, RehearsedStepView } from '@penstock/contracts';
import { PlannedEffectCells, PlannedEffectsTable } from '../../../../shared/ui/planned-effects';
import { Identifier, JsonBlock } from '../../../../shared/ui/values';
import { strings } from '../strings';

interface EffectPlanProps {
  readonly effects: readonly PlannedEffectView[];
  /** For the names of steps. */
  readonly steps: readonly RehearsedStepView[];
}

/** Every write to the outside that the flow would come to, in its order. */
export function EffectPlan({ effects, steps }: EffectPlanProps) {
  if (effects.length === 0) return <div className="ps-panel__body ps-dimmed">{strings.noEffects}</div>;
  const nameOf = (key: string): string => steps.find((step) => step.key === key || step.stepId === key)?.name ?? key;
  return (
    <div style={{ overflow: 'auto' }}>
      <PlannedEffectsTable>
        {effects.map((effect) => (
          <EffectRow key={effect.key} effect={effect} nameOf={nameOf} />
        ))}
      </PlannedEffectsTable>
    </div>
  );
}

interface EffectRowProps {
  readonly effect: PlannedEffectView;
  nameOf(key: string): string;
}

function EffectRow({ effect, nameOf }: EffectRowProps) {
  const name = nameOf(effect.key);
  const fields = effect.restsOn.map(({ field, source }) => field ?? source);
  return (
    <tr>
      <td style={{ minWidth: 150, verticalAlign: 'top' }}>
        {name}
        {effect.iteration.length > 0 && ` ${effect.iteration.map((index) => `#${index + 1}`).join(' ')}`}
        <details>
          <summary className="ps-meta">{strings.request(fields.length)}</summary>
          {fields.length > 0 && <div className="ps-meta">{strings.restsOn(fields.join(', '))}</div>}
          <JsonBlock value={effect.request} label={strings.requestOf(name)} />
        </details>
      </td>
      <td className="ps-nowrap">
        <Identifier value={effect.businessKey} />
      </td>
      <PlannedEffectCells effect={effect}>
        {effect.conditionalOn.length > 0 && (
          <div className="ps-meta">{strings.conditional(effect.conditionalOn.map(nameOf).join('”, “'))}</div>
        )}
      </PlannedEffectCells>
    </tr>
  );
}
