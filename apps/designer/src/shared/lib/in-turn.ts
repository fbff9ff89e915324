/**
 * Works on all items, at most `atOnce` at a time and in their order; a stopped signal lets what is under way end and
 * starts nothing more. `work` deals with its own failures.
 */
export async function inTurn<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  { atOnce, signal }: { readonly atOnce: number; readonly signal?: AbortSignal },
): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      if (signal?.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
