import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kitOrder, orderStatement, sheetOf } from './kit-styles';

const kit = join(__dirname, '../../../node_modules/@mantine/core');
const pages = join(__dirname, '../src');
const order = kitOrder(kit);
const modules = readdirSync(join(kit, 'esm'), { recursive: true, encoding: 'utf8' }).map((name) => join(kit, 'esm', name));

/** Names imported from the kit by any page, e.g. `Button`. */
function importedParts(): string[] {
  const files = readdirSync(pages, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  const names = files.flatMap((file) => {
    const imports = readFileSync(join(pages, file), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g);
    return [...imports].flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
  });
  return [...new Set(names)];
}

describe('styles of the component kit', () => {
  test('a component that a page uses brings its styles along', () => {
    const styled = importedParts().filter((name) => existsSync(join(kit, 'styles', `${name}.css`)));
    const brought = new Set(modules.map((id) => sheetOf(id, order)));

    expect(styled.length).toBeGreaterThan(20);
    expect(styled.filter((name) => !brought.has(name))).toEqual([]);
  });

  test('no other module of the kit brings any', () => {
    expect(sheetOf(join(kit, 'esm/components/Button/Button.mjs'), order)).toBeUndefined();
    expect(sheetOf('/src/features/flows/Button.module.mjs', order)).toBeUndefined();
  });

  test('they are layers in the order of the kit, in which later ones overrule earlier ones', () => {
    const whole = readFileSync(join(kit, 'styles.css'), 'utf8');
    const places = order.map((name) => whole.indexOf(readFileSync(join(kit, 'styles', `${name}.css`), 'utf8').trim()));

    expect(places.filter((place) => place < 0)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(orderStatement(['Input', 'Select'])).toBe('@layer elements, kit.baseline, kit.global, kit.Input, kit.Select;');
  });
});
