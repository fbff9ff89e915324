import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const pages = join(root, 'apps/designer/src');
const kitStyles = join(root, 'node_modules/@mantine/core/styles');

const inPages = readdirSync(pages, { recursive: true, encoding: 'utf8' });
const styles = readFileSync(join(pages, 'app/styles/mantine.css'), 'utf8');
/** Of one page only: loaded with its route. */
const ofRoutes = inPages
  .filter((name) => /^app.routes.*\.tsx$/.test(name))
  .map((name) => readFileSync(join(pages, name), 'utf8'))
  .join('');
const stylesIn = (text: string): string[] =>
  [...text.matchAll(/@mantine\/core\/styles\/([\w-]+)\.css/g)].map(([, name]) => name ?? '');
const loaded = stylesIn(styles);

/** Names imported from the kit by any page, e.g. `Button`. */
function importedParts(): string[] {
  const files = inPages.filter((name) => /\.tsx?$/.test(name));
  const names = files.flatMap((file) => {
    const imports = readFileSync(join(pages, file), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g);
    return [...imports].flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
  });
  return [...new Set(names)];
}

describe('styles of the component kit', () => {
  test('a component that a page uses has its styles loaded', () => {
    const known = [...loaded, ...stylesIn(ofRoutes)];
    const styled = importedParts().filter((name) => existsSync(join(kitStyles, `${name}.css`)));

    expect(styled.length).toBeGreaterThan(20);
    expect(styled.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('they stand in the order of the kit, in which later ones overrule earlier ones', () => {
    const all = readFileSync(join(kitStyles, '../styles.css'), 'utf8');
    const places = loaded.map((name) => all.indexOf(readFileSync(join(kitStyles, `${name}.css`), 'utf8').trim()));

    expect(places.filter((place) => place < 0)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});
