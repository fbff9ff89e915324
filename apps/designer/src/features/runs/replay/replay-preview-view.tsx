import { mostPreviewedEffects, type PreviewedEffect, type ReplayPreview, type RunStep } from '@penstock/contracts';
import { parseStepKey } from '@penstock/flow-model';
import { PlannedEffectCells, plannedEffectsLabel, PlannedEffectsTable } from '../../../shared/ui/planned-effects';
import { Identifier } from '../../../shared/ui/values';
import { replayConsequence } from './replay-consequence';
import { strings } from './strings';

interface ReplayPreviewViewProps {
  readonly preview: ReplayPreview;
  /** For the names of steps. */
  readonly steps: readonly RunStep[];
}

/** Which effects a replay reuses and which it would send, with amounts. */
export function ReplayPreviewView({ preview, steps }: ReplayPreviewViewProps) {
  const lines = replayConsequence(preview);
  const stops = [...preview.refusals, ...preview.wouldStop];
  return (
    <section aria-label={strings.preview} aria-live="polite">
      <div className={stops.length > 0 || preview.conflicts.count > 0 ? 'ps-notice ps-notice--attention' : 'ps-notice'}>
        <div className="ps-notice__title" title={strings.previewHelp}>
          {strings.preview}
        </div>
        {lines.length === 0 && stops.length === 0 && <div>{strings.nothing}</div>}
        {lines.map((line) => (
          <div key={line}>{line}</div>
        ))}
        {stops.map(({ code, message }) => (
          <div key={code}>{message}</div>
        ))}
      </div>
      {preview.effects.length > 0 && <Effects preview={preview} steps={steps} />}
    </section>
  );
}

function Effects({ preview: { effects, fresh, confirmed, unknown, conflicts }, steps }: ReplayPreviewViewProps) {
  const all = fresh.count + confirmed.count + unknown.count + conflicts.count;
  return (
    <div style={{ overflow: 'auto', maxHeight: 260 }} tabIndex={0} role="group" aria-label={plannedEffectsLabel}>
      <PlannedEffectsTable>
        {effects.map((effect, index) => (
          <EffectRow key={index} effect={effect} steps={steps} />
        ))}
      </PlannedEffectsTable>
      {all > mostPreviewedEffects && <div className="ps-meta">{strings.cut(effects.length, all)}</div>}
    </div>
  );
}

function EffectRow({ effect, steps }: { readonly effect: PreviewedEffect; readonly steps: readonly RunStep[] }) {
  const { stepId } = parseStepKey(effect.stepId);
  return (
    <tr>
      <td>{steps.find((step) => step.stepId === stepId)?.name ?? effect.action}</td>
      <td className="ps-nowrap">
        <Identifier value={effect.businessKey} />
        {effect.isAssumed && (
          <span className="ps-meta" title={strings.assumed}>
            {' '}
            {strings.assumedWord}
          </span>
        )}
      </td>
      <PlannedEffectCells effect={effect} />
    </tr>
  );
}
