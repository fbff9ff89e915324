// Jest globalTeardown of the integration project: stops what start-test-postgres.cjs started.
module.exports = async function stopTestServers() {
  await Promise.all((globalThis.penstockTestServers ?? []).map((server) => server.stop()));
};
