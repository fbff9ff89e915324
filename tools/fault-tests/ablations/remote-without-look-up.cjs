// No ablation but another remote side: journals cannot be looked up, as at systems that have no search (class H).
const { connectors } = require('../../../packages/connector-catalog/dist/index.js');

for (const { actions } of connectors) {
  for (const { id, contract } of actions) {
    if (id !== 'post-gl-journal') continue;
    contract.class = 'H';
    delete contract.verify;
  }
}
