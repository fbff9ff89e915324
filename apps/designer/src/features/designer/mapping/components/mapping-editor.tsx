import type { JsonSchema } from '@penstock/connector-sdk';
import type { MappingDocument } from '@penstock/mapping';
import { useMemo } from 'react';
import { fieldsOf } from '../../../../shared/forms/schema-fields';
import { useNow } from '../../../../shared/lib/use-now';
import { liveValues } from '../model/live-values';
import { MappingContext } from '../model/mapping-context';
import type { StepSources } from '../model/step-sources';
import { isMissing, targetRows } from '../model/target-rows';
import { strings } from '../strings';
import { MappingTable } from './mapping-table';
import { SuggestionPanel } from './suggestion-panel';
import { ValueTables } from './value-tables';

interface MappingEditorProps {
  readonly label: string;
  readonly mapping: MappingDocument;
  /** Of the target; without one, people name the targets. */
  readonly schema: JsonSchema | null;
  readonly sources: StepSources;
  /** True when the values come from a real run. */
  readonly isRealRecord: boolean;
  readonly problems: ReadonlyMap<string, string>;
  readonly focusedField: string | null;
  onChange(mapping: MappingDocument): void;
}

export function MappingEditor(props: MappingEditorProps) {
  const { label, mapping, schema, sources, isRealRecord, problems, focusedField, onChange } = props;
  const now = useNow();
  const fields = useMemo(() => (schema ? fieldsOf(schema) : null), [schema]);
  const { output, errors } = useMemo(() => liveValues(mapping, sources.sample, now), [mapping, sources.sample, now]);
  const surroundings = useMemo(
    () => ({
      tree: sources.tree,
      sample: sources.sample,
      tables: mapping.tables,
      onTables: (tables: MappingDocument['tables']) => onChange({ ...mapping, tables }),
    }),
    [sources, mapping, onChange],
  );
  return (
    <MappingContext.Provider value={surroundings}>
      <div className="ps-mapping__summary">
        {fields && <Progress rows={targetRows(fields, mapping.rules)} />}
        <span className="ps-meta">{isRealRecord ? strings.sampleFromRun : strings.sampleFromConnector}</span>
        {fields && <SuggestionPanel mapping={mapping} fields={fields} tree={sources.tree} onChange={onChange} />}
      </div>
      <MappingTable
        label={label}
        rules={mapping.rules}
        fields={fields}
        output={output}
        errors={errors}
        problems={problems}
        focusedField={focusedField}
        onRules={(rules) => onChange({ ...mapping, rules: [...rules] })}
      />
      <ValueTables tables={mapping.tables} onChange={(tables) => onChange({ ...mapping, tables })} />
    </MappingContext.Provider>
  );
}

function Progress({ rows }: { readonly rows: ReturnType<typeof targetRows> }) {
  const required = rows.filter(({ field }) => field.required);
  if (required.length === 0) return null;
  const filled = required.filter((row) => !isMissing(row));
  return <span className="ps-chip">{strings.progress(filled.length, required.length)}</span>;
}
