import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** `virtual:kit-styles/base.css` is imported by the entry, before every other sheet. */
const SHEET = /^virtual:kit-styles\/(\w+)\.css$/;
const CLASS_NAMES = /@mantine[\\/]core[\\/]esm[\\/].*[\\/](\w+)\.module\.mjs$/;
/** What stands for no component; the colours and sizes are written by the provider. */
const FOUNDATION = ['baseline', 'global'];

/**
 * The kit's styles, each with the component that needs it: a page loads no others. Every sheet is a cascade layer of its
 * own, in the kit's order, so that it does not matter which page loads it first, and ours always overrule it.
 */
export function kitStyles(kitFolder: string): Plugin {
  const sheets = join(kitFolder, 'styles');
  const order = kitOrder(kitFolder);
  const layered = (name: string): string => `@layer ${layerOf(name)} {\n${readFileSync(join(sheets, `${name}.css`), 'utf8')}\n}\n`;
  let isServing = false;
  return {
    name: 'kit-styles',
    enforce: 'pre',
    configResolved: ({ command }) => void (isServing = command === 'serve'),
    resolveId: (id) => (SHEET.test(id) ? `\0${id}` : undefined),
    load(id) {
      const name = SHEET.exec(id.replace('\0', ''))?.[1];
      if (name === undefined) return undefined;
      if (name !== 'base') return layered(name);
      // The development server bundles the kit ahead, out of reach of `transform`.
      const names = isServing ? [...FOUNDATION, ...order] : FOUNDATION;
      return `${orderStatement(order)}\n${names.map(layered).join('')}`;
    },
    transform(code, id) {
      const name = sheetOf(id, order);
      return name === undefined ? undefined : { code: `import 'virtual:kit-styles/${name}.css';\n${code}`, map: null };
    },
  };
}

/** Names of the components that have styles, e.g. `Button`: as the kit's own sheet has them, later ones overrule earlier ones. */
export function kitOrder(kitFolder: string): string[] {
  const whole = readFileSync(join(kitFolder, 'styles.css'), 'utf8');
  const places = readdirSync(join(kitFolder, 'styles'))
    .filter((file) => /^[A-Z]\w*\.css$/.test(file))
    .map((file) => ({ name: file.replace('.css', ''), place: whole.indexOf(readFileSync(join(kitFolder, 'styles', file), 'utf8').trim()) }));
  return places.sort((a, b) => a.place - b.place).map(({ name }) => name);
}

/** The component whose class names a module of the kit holds, when it has styles. */
export function sheetOf(moduleId: string, order: readonly string[]): string | undefined {
  const name = CLASS_NAMES.exec(moduleId)?.[1];
  return name !== undefined && order.includes(name) ? name : undefined;
}

/** `elements` are our own rules for bare HTML elements: weaker than any component. */
export const orderStatement = (order: readonly string[]): string => `@layer elements, ${[...FOUNDATION, ...order].map(layerOf).join(', ')};`;

const layerOf = (name: string): string => `kit.${name}`;
