// Ablation: nobody looks how full the disk of the database is.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { DiskWatch } = fromBuilt('packages/engine-host/dist/disk-watch.js');
replaceMethod(DiskWatch.prototype, 'look', () => async () => undefined);
