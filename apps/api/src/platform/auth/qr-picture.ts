import type { SecondFactorStart } from '@penstock/contracts';
import { create } from 'qrcode';

/** A QR code as one SVG path over a square of `size` units: dark modules as squares, with no margin. */
export function qrPicture(text: string): SecondFactorStart['picture'] {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const path = [...data.entries()].flatMap(([at, isDark]) => (isDark ? [`M${at % size} ${Math.floor(at / size)}h1v1h-1z`] : [])).join('');
  return { size, path };
}
