// Ablation: progress is written whoever owns the run by now, as if statements did not compare epoch and owner.
const { Client } = require('pg');

const query = Client.prototype.query;
Client.prototype.query = function (config, ...rest) {
  if (/^commit_(rich_)?progress$/.test(config?.name ?? '') && !config.isUnfenced) {
    const text = config.text.replace('and i.epoch = q.epoch', '').replace('where q.owner = $1', 'where $1::uuid is not null');
    if (text === config.text) throw new TypeError('the statement compares in other words now; this ablation switches nothing off');
    config = Object.assign(Object.create(Object.getPrototypeOf(config)), config, { text, isUnfenced: true });
  }
  return query.call(this, config, ...rest);
};
