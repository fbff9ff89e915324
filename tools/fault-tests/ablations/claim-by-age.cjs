// Ablation: a claim takes the oldest runs, whosever they are, instead of a share of every flow.
const { Client } = require('pg');

const query = Client.prototype.query;
Client.prototype.query = function (config, ...rest) {
  if (config?.name === 'claim_runs' && !config.isUnfair) {
    const text = config.text.replace(/from waiting w cross join lateral \(([\s\S]*?)\) r\n/, (_all, scan) => {
      const unfair = scan.replace(' and q.organization_id = w.organization_id and q.flow_id = w.flow_id', '').replace('(select size from share)', '$2');
      return `from (${unfair}) r\n`;
    });
    if (text === config.text) throw new TypeError('the statement shares in other words now; this ablation switches nothing off');
    config = { ...config, text, isUnfair: true };
  }
  return query.call(this, config, ...rest);
};
