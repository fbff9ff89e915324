import type { FlowStep } from '@penstock/flow-model';
import type { StepSources } from '../../mapping/model/step-sources';

/** What the settings of every kind of step are given. */
export interface SettingsProps<Step extends FlowStep> {
  readonly step: Step;
  readonly sources: StepSources;
  /** What the server found, by field. */
  readonly problems: ReadonlyMap<string, string>;
  /** True when sample values come from a real run. */
  readonly isRealRecord: boolean;
  readonly focusedField: string | null;
  onChange(step: FlowStep): void;
}
