import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useMinute } from '../../../../shared/lib/use-now';
import { variablesOf, variableValues, withNewVariable } from '../model/variables';
import { useStudio } from '../model/studio-context';
import { nameStrings as strings } from '../name-strings';
import { VariableRow } from './variable-row';

/** Values with a name, calculated once for a record. */
export function VariablesTab() {
  const { model } = useStudio();
  const { mapping, record } = model;
  const now = useMinute();
  const [said, setSaid] = useState<string | null>(null);
  const variables = variablesOf(mapping);
  const values = useMemo(() => variableValues(mapping, { sample: record.scope, now }), [mapping, record, now]);
  const add = (): void => {
    const next = withNewVariable(mapping);
    setSaid(next ? null : strings.full);
    if (next) model.edit(next, strings.addLabel);
  };
  return (
    <div className="ps-variables">
      <div className="ps-tests__new">
        <Button variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
          {strings.add}
        </Button>
        <span className="ps-meta">{variables.length === 0 ? strings.none : strings.help}</span>
      </div>
      {said !== null && (
        <div className="ps-notice ps-notice--attention" role="alert">
          {said}
        </div>
      )}
      <ul className="ps-tests__list">
        {variables.map((variable, at) => (
          <VariableRow
            key={variable.name}
            variable={variable}
            value={values[variable.name]}
            isFirst={at === 0}
            isLast={at === variables.length - 1}
            onSay={setSaid}
          />
        ))}
      </ul>
    </div>
  );
}
