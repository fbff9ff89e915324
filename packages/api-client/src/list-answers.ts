import { pageOf, type Page } from '@penstock/contracts';
import type { AnswerReader } from './api-transport';

type Item = Parameters<typeof pageOf>[0];
type Output<T extends Item> = T['_zod']['output'];

/** Reads `{ items, nextCursor }`; short lists that come whole may leave the cursor out. */
export function listOf<T extends Item>(item: T): AnswerReader<Page<Output<T>>> {
  const schema = pageOf(item).partial({ nextCursor: true });
  return {
    safeParse(value) {
      const parsed = schema.safeParse(value);
      if (!parsed.success) return { success: false };
      const { items, nextCursor } = parsed.data as { items: Output<T>[]; nextCursor?: string | null };
      return { success: true, data: { items, nextCursor: nextCursor ?? null } };
    },
  };
}
