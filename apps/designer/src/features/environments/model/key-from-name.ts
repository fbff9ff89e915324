const maxKeyLength = 40;

/** A key made of a name, as a start: `North America (test)` gives `north-america-test`; empty when nothing fits. */
export const keyFrom = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, maxKeyLength)
    .replace(/-+$/, '');
