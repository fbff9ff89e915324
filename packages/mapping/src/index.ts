export * from './document';
export { defaultLimits, type MappingLimits } from './budget';
export { findStep, stepArgsSchema, stepCatalogue } from './catalogue';
export { checkMapping, type CheckOptions } from './check';
export { canMakeValue } from './check-required';
export { UNKNOWN_SOURCE_PATH, type SourceSchemas } from './check-sources';
export { compileMapping, wholeMapping, type CompiledMapping, type CompileOptions } from './compile';
export { defaultSourceName } from './source-name';
export { fromEpochDay, toEpochDay } from './calendar';
export {
  compileExplained,
  type ComparedSide,
  type ConditionLine,
  type ExplainedAnswer,
  type ExplainedCondition,
} from './explain-condition';
export { compileCondition, conditionPaths, evaluateCondition, type CompiledCondition } from './condition';
export { compareJson, type CompareOptions, type FieldDifference } from './compare-json';
export { jsonText } from './json-text';
export * from './mapping-tests/mapping-test';
export { runMappingTests, type MappingTestResult, type TestedOutcome } from './mapping-tests/run-mapping-tests';
export { acceptDifference, expectationOf } from './mapping-tests/accept-outcome';
export { inferSchema } from './infer-schema';
export { isSchema, shapeAt, shapeOf, type JsonSchema, type SchemaShape } from './json-schema';
export { compileGetter, formatPath, parsePath, type Getter, type PathProblem, type PathSegment } from './field-path';
export { mappingReadings, mappingTargets, plainPath, type KnownValues, type MappingReading } from './mapping-readings';
export { epochMsOf, type Moment } from './moment';
export type { Failed, MappingError, MappingProblem } from './problems';
export { previewMapping, type MappingPreview, type PreviewRequest, type SamplePreview } from './preview';
export type { RunContext } from './rule-run';
export { schemaFields, type SchemaField } from './schema-fields';
export { environmentTableName } from './steps/environment-table';
export type { StepDefinition, StepExample, StepFamily, ValueKind } from './steps/step-definition';
export { timeZone, type TimeZone } from './time-zone';
export type { Scope, Value } from './values';
export type { SuggestRequest } from './suggest/compare-fields';
export type { SuggestField } from './suggest/field';
export type { SuggestionTier } from './suggest/confidence';
export type { RememberedPair } from './suggest/memory';
export { systemsOf, type FieldSystems } from './suggest/systems/detect-system';
export { suggestInTurns, suggestMappings, type Suggestion, type Suggestions } from './suggest/suggest';
export { rankingQuestions, type RankingDisclosure, type RankingQuestion } from './suggest/rerank/ranking-question';
export { readRanking, type RankedTarget } from './suggest/rerank/read-ranking';
export { rerank } from './suggest/rerank/rerank';
export type { TransformProposal } from './suggest/transforms/transform-proposal';
export { applyFix, type FormulaDiagnostic, type TextEdit, type TextFix, type TextRange } from './formula/diagnostic';
export type { Completion, Hover, Signature, SignatureParameter } from './formula/editor/editor-types';
export { typeOfSchema } from './types/from-schema';
export type { Type } from './types/type';
export { describeType } from './types/type-words';
export { applyEdit, type DocumentEdit } from './document-edit';
export { pathsOfRule } from './rule-paths';
export { checkFormula, type CheckedFormula } from './formula/check/check-formula';
export { completionsAt } from './formula/editor/completions';
export { diagnostics } from './formula/editor/diagnostics';
export { hoverAt } from './formula/editor/hover';
export { knownFields, type KnownField } from './formula/known-fields';
export { signatureAt } from './formula/editor/signature';
export { formulaFunctions, signatureOf } from './formula/functions/catalogue';
export type { FunctionExample, FunctionFamily, FunctionWords } from './formula/functions/definition';
export { formulaScope, type FormulaScope, type FormulaScopeOptions } from './formula/scope';
export { scopeOfRule } from './checker/scope-of-rule';
export { unusedSources } from './checker/unused-sources';
