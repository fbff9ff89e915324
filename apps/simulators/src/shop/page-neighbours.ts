/** Where a browser that sees this shop finds what stands beside it. */
export interface Neighbours {
  readonly payTrace: string;
  readonly prophet21: string;
  readonly platform: string;
}

/** Prophet 21's port counted from PayTrace's. */
const PROPHET21_FROM_PAYTRACE = 10;

/** The browser's own name of this machine, so that a shop opened by another name than 127.0.0.1 finds them too. */
export function neighboursOf(
  host: string | undefined,
  { payTraceUrl, platformUrl }: { readonly payTraceUrl: string; readonly platformUrl: string },
): Neighbours {
  const name = /^[a-z0-9.-]+(?=:\d+$|$)/i.exec(host ?? '')?.[0] ?? '127.0.0.1';
  const payTracePort = Number(new URL(payTraceUrl).port);
  const platform = new URL(platformUrl);
  if (platform.hostname === '127.0.0.1') platform.hostname = name;
  return {
    payTrace: `http://${name}:${payTracePort}`,
    prophet21: `http://${name}:${payTracePort + PROPHET21_FROM_PAYTRACE}`,
    platform: platform.origin,
  };
}
