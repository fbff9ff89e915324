import { Group, Input, NumberInput, Radio, SegmentedControl } from '@mantine/core';
import type { ForEachStep } from '@penstock/flow-model';
import { valueOf } from '../../mapping/model/sample-values';
import { strings } from '../strings';
import { FailureExit } from './failure-exit';
import { PathField } from './path-field';
import type { SettingsProps } from './settings-props';

const mostAtOnce = 50;
const firstAtOnce = 5;

/** The list, how its items follow each other, and what one failed item means for the others. */
export function ForEachSettings({ step, sources, problems, onChange }: SettingsProps<ForEachStep>) {
  const list = valueOf(step.items, sources.sample);
  return (
    <div className="ps-settings">
      <PathField
        listsOnly
        label={strings.list}
        description={strings.listHelp}
        error={problems.get('items')}
        path={step.items}
        now={Array.isArray(list) ? strings.listNow(list.length) : strings.noListNow}
        onChoose={(items) => onChange({ ...step, items })}
      />
      <Concurrency step={step} onChange={onChange} />
      <Radio.Group
        label={strings.onItemError}
        value={step.onItemError}
        onChange={(value) => onChange({ ...step, onItemError: value as ForEachStep['onItemError'] })}
      >
        <div className="ps-settings__choices">
          <Radio size="xs" value="stop" label={strings.itemStops} description={strings.itemStopsHelp} />
          <Radio size="xs" value="continue" label={strings.itemContinues} description={strings.itemContinuesHelp} />
        </div>
      </Radio.Group>
      <FailureExit step={step} />
      <Input.Wrapper label={strings.results} labelElement="div">
        <div className="ps-meta">{strings.resultsHelp(step.id)}</div>
      </Input.Wrapper>
    </div>
  );
}

function Concurrency({ step, onChange }: Pick<SettingsProps<ForEachStep>, 'step' | 'onChange'>) {
  const isParallel = step.concurrency > 1;
  return (
    <Input.Wrapper label={strings.mode} labelElement="div" description={strings.modeHelp}>
      <Group gap="md" align="flex-start">
        <SegmentedControl
          aria-label={strings.mode}
          data={[
            { value: 'sequential', label: strings.oneByOne },
            { value: 'parallel', label: strings.sideBySide },
          ]}
          value={isParallel ? 'parallel' : 'sequential'}
          onChange={(mode) => onChange({ ...step, concurrency: mode === 'parallel' ? firstAtOnce : 1 })}
        />
        {isParallel && (
          <NumberInput
            aria-label={strings.atOnce}
            description={strings.atOnceHelp}
            prefix={strings.atMost}
            inputWrapperOrder={['input', 'description']}
            w={190}
            min={2}
            max={mostAtOnce}
            allowDecimal={false}
            clampBehavior="blur"
            value={step.concurrency}
            onChange={(value) =>
              typeof value === 'number' &&
              value >= 2 &&
              value <= mostAtOnce &&
              onChange({ ...step, concurrency: value })
            }
          />
        )}
      </Group>
    </Input.Wrapper>
  );
}
