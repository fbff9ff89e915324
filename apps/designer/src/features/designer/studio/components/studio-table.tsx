import { MappingTable } from '../../mapping/components/mapping-table';
import { ValueTables } from '../../mapping/components/value-tables';
import { useStudioModel } from '../model/studio-context';
import { strings } from '../strings';

const noProblems: ReadonlyMap<string, string> = new Map();

/** The same document as a table: every rule can be made and changed without lines. */
export function StudioTable({ stepName }: { readonly stepName: string }) {
  const { mapping, fields, output, problemOf, edit } = useStudioModel();
  return (
    <div className="ps-studio__table">
      <MappingTable
        label={stepName}
        rules={mapping.rules}
        fields={fields}
        output={output}
        errors={problemOf}
        problems={noProblems}
        focusedField={null}
        onRules={(rules) => edit({ ...mapping, rules: [...rules] }, strings.tableLabel, 'table')}
      />
      <ValueTables
        tables={mapping.tables}
        onChange={(tables) => edit({ ...mapping, tables }, strings.tablesLabel, 'tables')}
      />
    </div>
  );
}
