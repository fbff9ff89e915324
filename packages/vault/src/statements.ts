/** Anything that runs one SQL statement: a pg pool or client, or an open transaction. */
export interface Statements {
  query(sql: string, values: readonly unknown[]): Promise<unknown>;
}

/** pg answers `{ rows }`, TypeORM's managers answer the rows themselves. */
export function rowsOf<Row>(answer: unknown): readonly Row[] {
  if (Array.isArray(answer)) return answer as Row[];
  return (answer as { readonly rows: readonly Row[] }).rows;
}
