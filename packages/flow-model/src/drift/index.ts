export * from './affected-uses';
export { factsOfSchema, type FieldFacts } from './field-facts';
export * from './flow-uses';
export * from './observed-shape';
export { schemaChanges, type SchemaChange, type SchemaSide } from './schema-changes';
