// No ablation but a gauge: how many runs' progress the database refused because another worker owned them by then.
const { appendFileSync } = require('node:fs');
const { Client } = require('pg');

const RUN_IDS = 1;
const file = process.env.REFUSED_WRITES_FILE;
const countOf = (value) => (Array.isArray(value) ? value.length : value === '{}' ? 0 : String(value).split(',').length);
const query = Client.prototype.query;
Client.prototype.query = function (config, values, callback) {
  const isCounted = file && /^commit_(rich_)?progress$/.test(config?.name ?? '');
  const answered = (result) => {
    const refused = countOf(config.values[RUN_IDS]) - new Set(result.rows.map(({ run_id: run }) => run)).size;
    if (refused > 0) appendFileSync(file, `${refused}\n`);
  };
  if (!isCounted) return query.call(this, config, values, callback);
  const last = [callback, values].find((argument) => typeof argument === 'function');
  const told = (error, result) => {
    if (!error) answered(result);
    last(error, result);
  };
  if (last) return values === last ? query.call(this, config, told) : query.call(this, config, values, told);
  return query.call(this, config, values).then((result) => (answered(result), result));
};
