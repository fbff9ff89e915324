/** What jsdom lacks and the component kit and React Flow need to measure things. Import before rendering. */
class SizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

const matchMedia = (query: string): MediaQueryList =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  }) as MediaQueryList;

class Matrix {
  readonly m22: number;
  constructor(transform = '') {
    this.m22 = Number(/scale\(([\d.]+)\)/.exec(transform)?.[1] ?? 1);
  }
}

Object.defineProperty(window, 'matchMedia', { value: matchMedia });
Object.defineProperty(window, 'ResizeObserver', { value: SizeObserver });
Object.defineProperty(window, 'DOMMatrixReadOnly', { value: Matrix });
Object.defineProperty(window, 'structuredClone', {
  value: (value: unknown) => JSON.parse(JSON.stringify(value)),
  configurable: true,
});
Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: { get: () => 220 },
  offsetHeight: { get: () => 64 },
  scrollIntoView: { value: () => undefined },
});
Object.defineProperty(SVGElement.prototype, 'getBBox', { value: () => ({ x: 0, y: 0, width: 0, height: 0 }) });

export {};

/** The router scrolls to the top on every navigation; this page has no layout to scroll. */
window.scrollTo = () => undefined;
