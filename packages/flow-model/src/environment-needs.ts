import { environmentTableName } from '@penstock/mapping';
import type { FlowDocument } from './document';

/** What a flow reads of the environment it runs in, by name. */
export interface EnvironmentNeeds {
  /** Read as `run.variables.<name>`. */
  readonly variables: readonly string[];
  /** Value tables and cross-references: `environment.<name>` in a value table step. */
  readonly tables: readonly string[];
}

const variablePath = /\brun\.variables\.([A-Za-z_][A-Za-z0-9_]*)/g;

/** Every text of the steps that run is looked through: wherever a path may stand, now and later, it is found. */
export function environmentNeeds({ steps }: FlowDocument): EnvironmentNeeds {
  const [variables, tables] = [new Set<string>(), new Set<string>()];
  const look = (value: unknown, name: string): void => {
    if (typeof value === 'string') {
      for (const [, variable] of value.matchAll(variablePath)) if (variable !== undefined) variables.add(variable);
      const table = name === 'table' ? environmentTableName(value) : undefined;
      if (table !== undefined) tables.add(table);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) look(inner, key);
    }
  };
  for (const step of Object.values(steps)) if (!step.disabled) look({ ...step, name: '', note: '' }, '');
  return { variables: [...variables].sort(), tables: [...tables].sort() };
}
