import { schemaFields, type JsonSchema, type MappingDocument, type MappingRule } from '@penstock/mapping';
import { freshRuleId, ruleFor } from '../../mapping/model/rule-edits';

/** Fields an import adds at most; more of them are a schema nobody fills by hand. */
const mostFields = 2_000;

/**
 * The document of a step whose targets people name, with a begun rule for each field of a schema. What is there stays:
 * a rule is neither changed nor lost, whatever the schema says.
 */
export function withImportedFields(mapping: MappingDocument, schema: JsonSchema): MappingDocument {
  return schemaFields(schema)
    .filter(({ path, type }) => !path.includes('[]') && type !== 'object')
    .slice(0, mostFields)
    .reduce((document, { path }) => withField(document, path), mapping);
}

function withField(mapping: MappingDocument, target: string): MappingDocument {
  const isCovered = mapping.rules.some((rule) => target === rule.target || target.startsWith(`${rule.target}.`));
  if (isCovered || ruleFor(mapping.rules, target)) return mapping;
  const id = freshRuleId(mapping, target);
  // A list begins without a source like everything else: which list it comes from is for a person to say.
  const rule: MappingRule = { kind: 'pipe', id, target, from: [], steps: [], onError: 'fail', origin: 'imported' };
  return { ...mapping, rules: [...mapping.rules, rule] };
}
