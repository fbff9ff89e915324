import type { ConnectionDefinition } from '@penstock/connector-sdk';
import { canonicalJson } from '@penstock/kernel';

/** Everywhere that secrets of a connection go with these settings, as a text to compare. */
export function secretHosts(definition: ConnectionDefinition, settings: unknown): string {
  const parsed = definition.settings.safeParse(settings);
  // Settings of another release go nowhere: whatever follows them is another place.
  if (!parsed.success) return '';
  const { protocol, host } = new URL(definition.baseUrl(parsed.data));
  return canonicalJson([protocol, host, ...[...(definition.additionalHosts?.(parsed.data) ?? [])].sort()]);
}
