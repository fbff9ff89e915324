import { invariant } from '@penstock/kernel';
import type { Scope, ValueTable } from '@penstock/mapping';
import { createContext, useContext } from 'react';
import type { SourceNode } from './source-tree';

/** What rule editors need beside their rule. */
export interface MappingSurroundings {
  readonly tree: readonly SourceNode[];
  readonly sample: Scope;
  readonly tables: Readonly<Record<string, ValueTable>>;
  onTables(tables: Readonly<Record<string, ValueTable>>): void;
}

export const MappingContext = createContext<MappingSurroundings | null>(null);

export function useMappingSurroundings(): MappingSurroundings {
  const surroundings = useContext(MappingContext);
  invariant(surroundings, 'rule editors are rendered inside MappingContext');
  return surroundings;
}
