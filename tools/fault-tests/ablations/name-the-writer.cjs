// No ablation but a name tag: connections that write progress carry the id of their worker, for a witness in the database.
const { Client } = require('pg');

const query = Client.prototype.query;
const named = new WeakSet();
Client.prototype.query = function (config, ...rest) {
  const worker = /^commit_(rich_)?progress$/.test(config?.name ?? '') ? (rest.find(Array.isArray) ?? config.values)[0] : undefined;
  if (worker !== undefined && !named.has(this)) {
    named.add(this);
    query.call(this, `set application_name to '${worker}'`).catch(() => undefined);
  }
  return query.call(this, config, ...rest);
};
