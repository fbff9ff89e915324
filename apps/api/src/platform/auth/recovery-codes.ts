import { randomBytes } from 'node:crypto';
import { tokenHash } from './token';

const count = 10;

/** Ten codes of 80 random bits, in groups of five hexadecimal digits that can be copied from paper. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: count }, () => (randomBytes(10).toString('hex').match(/.{5}/g) ?? []).join('-'));

/** However it was typed. The codes are random, so an unsalted fast hash loses nothing. */
export const recoveryCodeHash = (code: string): Buffer => tokenHash(code.toLowerCase().replaceAll(/[^0-9a-f]/g, ''));
