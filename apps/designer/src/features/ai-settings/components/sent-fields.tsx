import { Checkbox, Fieldset, Stack } from '@mantine/core';
import { strings } from '../strings';
import type { ProviderFields } from './provider-fields';

interface SentFieldsProps {
  readonly fields: ProviderFields;
  readonly onChange: (changes: Partial<ProviderFields>) => void;
}

/** What leaves the house, said beside the switches for it. */
export const SentFields = ({ fields, onChange }: SentFieldsProps) => (
  <Fieldset legend={strings.sent}>
    <Stack gap="xs">
      <div className="ps-meta">{strings.namesSent}</div>
      <Checkbox
        label={strings.descriptions}
        description={strings.descriptionsHelp}
        checked={fields.sendDescriptions}
        onChange={(event) => onChange({ sendDescriptions: event.currentTarget.checked })}
      />
      <Checkbox label={strings.values} description={strings.valuesHelp} checked={fields.sendValues} onChange={(event) => onChange({ sendValues: event.currentTarget.checked })} />
    </Stack>
  </Fieldset>
);
