export { findCardData, findCardDataInText, redactCardData, redactCardDataInText, type CardDataHit } from './card-data';
export { CardDataScanner } from './card-data-scanner';
export { isCardNumber } from './card-number';
export { isSecurityCodeKey } from './find-security-codes';
export type { CardDataKind, CardDataSpan } from './span';
