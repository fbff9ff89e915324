import type { SourceSchemas } from '../check-sources';
import type { MappingDocument } from '../document';
import { formatPath, parsePath } from '../field-path';
import { mappingReadings, plainPath } from '../mapping-readings';
import { schemaFields } from '../schema-fields';

/** Source fields that no rule reads, e.g. `trigger.order.note`: nothing is wrong with that, but people like to know. */
export function unusedSources(document: MappingDocument, sources: SourceSchemas): readonly string[] {
  const used = new Set(mappingReadings(document).map(({ path }) => path));
  const whole = new Set([...used].flatMap(prefixesOf));
  return Object.entries(sources).flatMap(([root, schema]) =>
    schemaFields(schema)
      .map(({ path }) => plainPath(path.startsWith('[') ? `${root}${path}` : `${root}.${path}`))
      .filter((path) => !whole.has(path) && !prefixesOf(path).some((before) => used.has(before))),
  );
}

function prefixesOf(path: string): readonly string[] {
  const parsed = parsePath(path);
  const segments = parsed.ok ? parsed.value : [];
  return segments.map((_, at) => formatPath(segments.slice(0, at + 1)));
}
