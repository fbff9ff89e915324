import { qrPicture } from './qr-picture';

/** The dark squares of a picture, as a reader sees them. */
function modulesOf({ size, path }: ReturnType<typeof qrPicture>): boolean[][] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) (rows[Number(y)] as boolean[])[Number(x)] = true;
  return rows;
}
/** ISO/IEC 18004: seven by seven, a ring around a square. */
const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
const cornerAt = (rows: boolean[][], top: number, left: number): string[] =>
  rows.slice(top, top + 7).map((row) => row.slice(left, left + 7).map((isDark) => (isDark ? '1' : '0')).join(''));

describe('the picture of a secret', () => {
  const uri = 'otpauth://totp/Penstock:ann%40home.example?secret=ABCDEFGHIJKLMNOP&issuer=Penstock';

  test('is a QR code: three finders, none in the fourth corner, timing between them', () => {
    const picture = qrPicture(uri);
    const rows = modulesOf(picture);
    const far = picture.size - 7;

    expect([cornerAt(rows, 0, 0), cornerAt(rows, 0, far), cornerAt(rows, far, 0)]).toEqual([finder, finder, finder]);
    expect(cornerAt(rows, far, far)).not.toEqual(finder);
    expect(rows[6]?.slice(8, far - 1)).toEqual(Array.from({ length: far - 9 }, (_, at) => at % 2 === 0));
  });

  test('is another one for another secret', () => {
    expect(qrPicture(uri.replace('ABC', 'XYZ')).path).not.toBe(qrPicture(uri).path);
  });
});
