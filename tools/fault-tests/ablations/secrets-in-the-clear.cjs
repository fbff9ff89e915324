// Ablation: secrets are stored as they come.
const { replaceExport } = require('./replace.cjs');

const ENVELOPE = 'packages/vault/dist/envelope.js';
replaceExport(ENVELOPE, 'seal', (seal) => (secret, ...where) => ({ ...seal(secret, ...where), ciphertext: Buffer.from(secret) }));
replaceExport(ENVELOPE, 'open', () => ({ ciphertext }) => ciphertext.toString());
