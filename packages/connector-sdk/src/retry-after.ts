import type { HttpResponse } from './http';

/** Milliseconds the remote side asked to wait (`Retry-After` in seconds); undefined when it named none or a date. */
export function retryAfterMs({ headers }: Pick<HttpResponse, 'headers'>): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  return /^\d{1,9}(\.\d+)?$/.test(text) ? Number(text) * 1000 : undefined;
}
