import { useDisclosure } from '@mantine/hooks';
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
import { EffectEvidence } from '../../../shared/ui/effect-evidence';
import { Identifier, Money } from '../../../shared/ui/values';
import type { Tone } from '../../../shared/ui/status';
import { effectWords, isInDoubt } from '../../../shared/lib/effect-words';
import { strings } from '../strings';

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
            <th scope="col" title={strings.keyHelp}>
              {strings.key}
            </th>
            <th scope="col" className="ps-number">
              {strings.amount}
            </th>
            <th scope="col">{strings.state}</th>
            <th scope="col" title={strings.remoteHelp}>
              {strings.remote}
            </th>
            <th scope="col">
              <span className="ps-visually-hidden">{strings.evidence}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {effects.map((effect) => (
            <EffectRows key={effect.id} effect={effect} name={nameOf(effect, steps)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const columns = 6;

/** The effect, and below it, when asked for, all that shows whether it happened. */
function EffectRows({ effect, name }: { readonly effect: Effect; readonly name: string }) {
  const [isOpen, evidence] = useDisclosure(false);
  return (
    <>
      <tr>
        <td>{name}</td>
        <td className="ps-nowrap">
          <Identifier value={effect.businessKey} />
        </td>
        <td className="ps-number">
          {effect.amount === null ? '–' : <Money amount={effect.amount} currency={effect.currency} />}
        </td>
        <td>
          <EffectState effect={effect} />
        </td>
        <td>
          {effect.remoteId === null ? <span className="ps-dimmed">–</span> : <Identifier value={effect.remoteId} />}
        </td>
        <td className="ps-nowrap">
          <button
            type="button"
            className="ps-plain-button ps-link-button"
            aria-expanded={isOpen}
            aria-label={strings.evidenceOf(name)}
            onClick={evidence.toggle}
          >
            {strings.evidence}
          </button>
          {isInDoubt(effect) && (
            <>
              {' · '}
              <Link to="/attention" search={{ case: effect.id }}>
                {strings.decide}
              </Link>
            </>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={columns} className="ps-run__evidence">
            <section aria-label={strings.evidenceOf(name)}>
              <EffectEvidence effect={effect} />
              <Link to="/attention" search={{ case: effect.id }}>
                {strings.wholeRecord}
              </Link>
            </section>
          </td>
        </tr>
      )}
    </>
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
