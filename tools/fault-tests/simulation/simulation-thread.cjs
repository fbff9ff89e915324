// A thread of the simulation: is told a range of seeds, answers what they came to.
const { parentPort } = require('node:worker_threads');
require('../load-typescript.cjs');
const { simulateSeeds } = require('./simulate-seeds.ts');

parentPort.on('message', async (range) => parentPort.postMessage(await simulateSeeds(range)));
