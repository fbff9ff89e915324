import type { PlannedEffectView, RehearsedStepView } from '@penstock/contracts';
import { Identifier, JsonBlock, Money } from '../../../../shared/ui/values';
import { standingLooks } from '../../../../shared/lib/effect-standing';
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
      <table className="ps-table">
        <thead>
          <tr>
            <th scope="col">{strings.step}</th>
            <th scope="col">{strings.key}</th>
            <th scope="col" className="ps-number">
              {strings.amount}
            </th>
            <th scope="col">{strings.standing}</th>
          </tr>
        </thead>
        <tbody>
          {effects.map((effect) => (
            <EffectRow key={effect.key} effect={effect} nameOf={nameOf} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface EffectRowProps {
  readonly effect: PlannedEffectView;
  nameOf(key: string): string;
}

function EffectRow({ effect, nameOf }: EffectRowProps) {
  const { tone, words } = standingLooks[effect.standing];
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
      <td className="ps-number">
        {effect.amount === null ? '–' : <Money amount={effect.amount} currency={effect.currency} />}
      </td>
      <td>
        <span className={`ps-status ps-status--${tone}`} style={{ whiteSpace: 'normal' }}>
          {words}
        </span>
        {effect.conditionalOn.length > 0 && (
          <div className="ps-meta">{strings.conditional(effect.conditionalOn.map(nameOf).join('”, “'))}</div>
        )}
      </td>
    </tr>
  );
}
