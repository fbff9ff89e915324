// Ablation: what waits for the database is bounded by the number of rows only, as before.
const { intakeBounds } = require('../../../packages/runtime-adapters/dist/run-store/intake-bounds.js');

Object.assign(intakeBounds, { maxBytes: Infinity, maxHeldBytes: Infinity, maxWaitMs: Infinity });
