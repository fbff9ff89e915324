// Ablation: an effect that was announced and whose outcome nobody knows is taken for one that happened.
const { fromBuilt } = require('./replace.cjs');

const { connectors } = fromBuilt('packages/connector-catalog/dist/index.js');
/** What the steps behind it read. */
const output = { transaction_id: '1', amount: '1.00', approval_code: 'NONE', masked_card_number: 'xxxxxxxxxxxx5439', orderNo: '1', receiptNo: '1' };
for (const { actions } of connectors) {
  for (const { contract } of actions) {
    if (contract.verify) contract.verify = async () => ({ verdict: 'found', output });
  }
}
