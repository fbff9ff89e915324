const readingMethods: readonly string[] = ['GET', 'HEAD'];
const prefix = '/api/v1/';
/** Effects are what cases are about. */
const renamed: Readonly<Record<string, string>> = { effects: 'cases' };

/** The part of the API that a route belongs to: `/api/v1/flows/:id/draft` is of `flows`. */
export function areaOf(routePath: string): string | undefined {
  if (!routePath.startsWith(prefix)) return undefined;
  const [area = ''] = routePath.slice(prefix.length).split('/');
  return renamed[area] ?? area;
}

interface Asked {
  readonly method: string;
  /** The route's own path, not what was sent: encodings and dots in it decide nothing. */
  readonly routeOptions: { readonly url?: string | undefined };
}

/** Whether a key with these scopes may use the route; without scopes only its role decides. */
export function isInScope(scopes: readonly string[] | undefined, { method, routeOptions }: Asked): boolean {
  if (!scopes) return true;
  const area = areaOf(routeOptions.url ?? '');
  const isReading = readingMethods.includes(method);
  return area !== undefined && (scopes.includes(`${area}:write`) || (isReading && scopes.includes(`${area}:read`)));
}
