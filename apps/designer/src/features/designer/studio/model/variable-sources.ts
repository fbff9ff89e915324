import type { MappingDocument } from '@penstock/mapping';
import { sourceTree } from '../../mapping/model/source-tree';
import type { StepSources } from '../../mapping/model/step-sources';
import { nameStrings } from '../name-strings';
import { variableValues } from './variables';

interface Variables extends Pick<MappingDocument, 'vars' | 'tables'> {
  readonly now: number;
}

/** What a step can take from, with the variables of its mapping beside the data they are made of. */
export function withVariableSources(sources: StepSources, { vars, tables, now }: Variables): StepSources {
  if (!vars) return sources;
  const values = variableValues({ vars, tables }, { sample: sources.sample, now });
  const schema = { type: 'object', properties: Object.fromEntries(vars.map(({ name }) => [name, {}])) };
  const node = sourceTree({ title: nameStrings.tab, path: ['vars'], schema, sample: values });
  return { tree: [...sources.tree, node], sample: { ...sources.sample, vars: values } };
}
