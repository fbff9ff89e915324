import { Input, NumberInput } from '@mantine/core';
import { contractOf, type RespondStep } from '@penstock/flow-model';
import { useMemo } from 'react';
import { MappingEditor } from '../../mapping/components/mapping-editor';
import { useEditorState } from '../../model/editor-context';
import { namedFields } from '../model/contract-fields';
import { strings } from '../strings';
import type { SettingsProps } from './settings-props';

const [lowest, highest] = [200, 599];

/** What whoever waits is answered; a flow that declares a contract answers what the contract says. */
export function RespondSettings({ step, onChange, ...shared }: SettingsProps<RespondStep>) {
  const trigger = useEditorState((state) => state.flow.trigger);
  const schema = useMemo(() => namedFields(contractOf({ trigger })?.output), [trigger]);
  return (
    <div className="ps-settings ps-settings--wide">
      <NumberInput
        label={strings.status}
        description={strings.statusHelp}
        styles={{ wrapper: { width: 110 } }}
        min={lowest}
        max={highest}
        allowDecimal={false}
        clampBehavior="blur"
        value={step.status}
        onChange={(status) =>
          typeof status === 'number' && status >= lowest && status <= highest && onChange({ ...step, status })
        }
      />
      <Input.Wrapper label={strings.body} labelElement="div">
        <MappingEditor
          label={step.name}
          mapping={step.body}
          schema={schema}
          onChange={(body) => onChange({ ...step, body })}
          {...shared}
        />
      </Input.Wrapper>
    </div>
  );
}
