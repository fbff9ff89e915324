import type { Effect, RunStep } from '@penstock/contracts';
import { itemWords, parseStepKey } from '@penstock/flow-model';
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleX,
  IconClockHour4,
  IconLoader2,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Identifier, Money } from '../../../shared/ui/values';
import type { Tone } from '../../../shared/ui/status';
import { effectWords, isInDoubt } from '../../../shared/lib/effect-words';
import { strings } from '../strings';
import { LookUpHistory } from './look-up-history';

const icons = {
  succeeded: IconCircleCheck,
  running: IconLoader2,
  waiting: IconClockHour4,
  attention: IconAlertTriangle,
  failed: IconCircleX,
  cancelled: IconBan,
} as const satisfies Record<Tone, unknown>;

interface EffectsTableProps {
  readonly effects: readonly Effect[];
  /** For the names of steps. */
  readonly steps: readonly RunStep[];
}

/** Every write to the outside that this run recorded, whether it is known to have happened or not. */
export function EffectsTable({ effects, steps }: EffectsTableProps) {
  if (effects.length === 0) return <div className="ps-panel__body ps-dimmed">{strings.noEffects}</div>;
  return (
    <div style={{ overflow: 'auto' }}>
      <table className="ps-table">
        <thead>
          <tr>
            <th scope="col">{strings.kind}</th>
            <th scope="col">{strings.key}</th>
            <th scope="col" className="ps-number">
              {strings.amount}
            </th>
            <th scope="col">{strings.state}</th>
            <th scope="col">{strings.remote}</th>
            <th scope="col">
              <span className="ps-visually-hidden">{strings.evidence}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {effects.map((effect) => (
            <tr key={effect.id}>
              <td>{nameOf(effect, steps)}</td>
              <td className="ps-nowrap">
                <Identifier value={effect.businessKey} />
              </td>
              <td className="ps-number">
                {effect.amount === null ? '–' : <Money amount={effect.amount} currency={effect.currency} />}
              </td>
              <td>
                <EffectState effect={effect} />
                {effect.probes > 0 && <LookUpHistory effect={effect} />}
              </td>
              <td>
                {effect.remoteId === null ? (
                  <span className="ps-dimmed">–</span>
                ) : (
                  <Identifier value={effect.remoteId} />
                )}
              </td>
              <td className="ps-nowrap">
                <Link to="/attention" search={{ case: effect.id }}>
                  {isInDoubt(effect) ? strings.decide : strings.evidence}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** "Charge the card", "Ship the line, item 2", "Undo of Charge the card". */
function nameOf(effect: Effect, steps: readonly RunStep[]): string {
  const { stepId, items, isUndo } = parseStepKey(effect.stepId);
  const name = steps.find((step) => step.stepId === stepId)?.name ?? effect.action;
  return [isUndo ? strings.undoOf(name) : name, ...(items.length > 0 ? [itemWords(items)] : [])].join(', ');
}

function EffectState({ effect }: { readonly effect: Effect }) {
  const { tone, words } = effectWords(effect);
  const StateIcon = icons[tone];
  return (
    <span className={`ps-status ps-status--${tone}`} style={{ whiteSpace: 'normal' }}>
      <StateIcon size={15} stroke={2} aria-hidden style={{ flex: 'none' }} />
      {words}
    </span>
  );
}
