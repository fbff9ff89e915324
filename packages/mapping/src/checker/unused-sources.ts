import type { SourceSchemas } from '../check-sources';
import type { MappingDocument } from '../document';
import { formatPath, parsePath } from '../field-path';
import { mappingReadings, plainPath } from '../mapping-readings';
import { schemaFields } from '../schema-fields';

/** Source fields that no rule reads, e.g. `trigger.order.note`: nothing is wrong with that, but people like to know. */
export function unusedSources(document: MappingDocument, sources: SourceSchemas): readonly string[] {
  const parts = Object.values(document.parts ?? {}).flatMap(({ rules }) => rules);
  const found = [...mappingReadings(document), ...mappingReadings({ ...document, rules: parts, vars: [] })];
  const touched = new Set(found.flatMap(({ path }) => prefixesOf(path)));
  const used = new Set(found.filter(({ isEntered }) => !isEntered).map(({ path }) => path));
  return Object.entries(sources).flatMap(([root, schema]) =>
    schemaFields(schema)
      .map(({ path }) => plainPath(path.startsWith('[') ? `${root}${path}` : `${root}.${path}`))
      .filter((path) => !touched.has(path) && !prefixesOf(path).some((before) => used.has(before))),
  );
}

function prefixesOf(path: string): readonly string[] {
  const parsed = parsePath(path);
  const segments = parsed.ok ? parsed.value : [];
  return segments.map((_, at) => formatPath(segments.slice(0, at + 1)));
}
