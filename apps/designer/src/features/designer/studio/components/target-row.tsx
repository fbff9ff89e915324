import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDotted,
  IconCircleHalf2,
  IconCircleOff,
  IconMathFunction,
  IconQuote,
  IconRepeat,
  IconSparkles,
  type Icon,
} from '@tabler/icons-react';
import { chipsOf, type RuleChip } from '../model/rule-chips';
import type { FieldNode } from '../model/field-tree';
import type { RulePlace } from '../model/rule-places';
import type { TargetState } from '../model/target-states';
import { strings } from '../strings';
import { FieldName, TypeChip } from './tree-row-parts';

export interface TargetRowProps {
  readonly node: FieldNode;
  readonly words: readonly string[];
  readonly canOpen: boolean;
  readonly isOpen: boolean;
  readonly state: TargetState;
  readonly place: RulePlace | undefined;
  /** Required fields below a closed parent that nothing fills. */
  readonly openBelow: number;
  readonly live: string;
  readonly problem: string | undefined;
  readonly suggestion: string | undefined;
  onToggle(): void;
}

const icons: Readonly<Record<TargetState, Icon>> = {
  unmapped: IconCircleDotted,
  required: IconCircleDashed,
  mapped: IconCircleCheck,
  suggested: IconSparkles,
  constant: IconQuote,
  formula: IconMathFunction,
  conditional: IconArrowsSplit2,
  loop: IconRepeat,
  omitted: IconCircleOff,
  problem: IconAlertTriangle,
  disabled: IconCircleHalf2,
};

/** Name, type, required mark, how the value is made, the value itself, the state. */
export function TargetRow(props: TargetRowProps) {
  const { node, words, canOpen, isOpen, state, place, openBelow, live, problem, suggestion, onToggle } = props;
  const StateIcon = icons[state];
  const word = problem ?? strings.stateWords[state];
  return (
    <>
      <span className="ps-field__head">
        <FieldName node={node} text={node.name} words={words} canOpen={canOpen} isOpen={isOpen} onToggle={onToggle} />
        {node.isRequired && (
          <span className="ps-field__required" title={strings.spoken.required}>
            *
          </span>
        )}
        <TypeChip node={node} />
        {!isOpen && openBelow > 0 && (
          <span className="ps-field__open" title={strings.openBelow(openBelow)}>
            {openBelow}
          </span>
        )}
      </span>
      <span className="ps-field__chips">
        {place && chipsOf(place.rule).map((chip, index) => <Chip key={index} chip={chip} isFirst={index === 0} />)}
        {!place && suggestion !== undefined && (
          <span className="ps-rule-chip ps-rule-chip--suggested">{suggestion}</span>
        )}
        {problem !== undefined && (
          <span className="ps-field__problem" title={problem}>
            {problem}
          </span>
        )}
        {place?.rule.comment !== undefined && (
          <span className="ps-field__comment" title={place.rule.comment} aria-hidden />
        )}
      </span>
      <span className="ps-field__live" title={live}>
        {live}
      </span>
      <span className={`ps-field__state ps-field__state--${state}`} role="img" aria-label={word} title={word}>
        <StateIcon size={15} stroke={1.9} />
      </span>
    </>
  );
}

function Chip({ chip, isFirst }: { readonly chip: RuleChip; readonly isFirst: boolean }) {
  return (
    <>
      {!isFirst && chip.kind === 'step' && (
        <span className="ps-rule-chip__join" aria-hidden>
          ›
        </span>
      )}
      <span className={`ps-rule-chip ps-rule-chip--${chip.kind}`} title={chip.title}>
        {chip.text}
      </span>
    </>
  );
}
