import type { Json, JsonObject } from '@penstock/kernel';
import { tableShapes, type ColumnType } from './table-columns';

/** `$metadata` in JSON CSDL 4.0: a container of sets, and the type of each with its columns. */
export function odataMetadata(withoutFields: readonly string[]): JsonObject {
  const names = Object.keys(tableShapes);
  return {
    $Version: '4.0',
    ns: { container: { $Kind: 'EntityContainer', ...Object.fromEntries(names.map((name) => [name, { $Collection: true, $Type: `dbo.${name}` }])) } },
    dbo: Object.fromEntries(Object.entries(tableShapes).map(([name, { columns }]) => [name, typeOf(name, columns, withoutFields)])),
  };
}

function typeOf(table: string, columns: Readonly<Record<string, ColumnType>>, withoutFields: readonly string[]): Json {
  const shown = Object.entries(columns).filter(([column]) => !withoutFields.includes(`${table}.${column}`));
  return { $Kind: 'EntityType', ...Object.fromEntries(shown.map(([column, type]) => [column, edmTypes[type]])) };
}

const edmTypes: Readonly<Record<ColumnType, JsonObject>> = {
  text: { $Nullable: true, $MaxLength: 255 },
  number: { $Type: 'Edm.Decimal', $Precision: 19, $Scale: 0 },
  money: { $Type: 'Edm.Decimal', $Precision: 19, $Scale: 4 },
  timestamp: { $Type: 'Edm.DateTimeOffset', $Nullable: true },
};
