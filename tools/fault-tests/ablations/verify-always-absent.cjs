// Ablation: every look-up of an unknown effect answers "not there", as if the verify step did not exist.
// Loaded before the programs by the crash test; the product itself has no such switch.
const { connectors } = require('../../../packages/connector-catalog/dist/index.js');

for (const { actions } of connectors) {
  for (const { contract } of actions) {
    if (contract.verify) contract.verify = async () => ({ verdict: 'absent', evidence: 'The look-up is switched off.' });
  }
}
