/** Packages published as ES modules only: Jest must transform them. */
const esmOnly = ['nanoid', 'p-limit', 'yocto-queue', 'uuid', 'content-disposition', 'elkjs', '@fastify/cookie', 'cookie', 'openid-client', 'oauth4webapi', 'jose', '@marcbachmann/cel-js'];

const swc = {
  swcrc: false,
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx: true, decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@penstock/source', 'node', 'require', 'default'] },
  transform: { '^.+\\.[cm]?[tj]sx?$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['/dist/', '/out-tsc/', '/.nx/'],
};

module.exports = {
  // A test that hangs ends; one on a busy machine is not a failure. No test measures time.
  testTimeout: 30_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{packages,connectors,apps,tools}/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.integration\\.test\\.ts$', '<rootDir>/apps/designer/'],
    },
    {
      ...base,
      displayName: 'designer',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/apps/designer/**/*.test.{ts,tsx}'],
    },
    {
      ...base,
      displayName: 'integration',
      testMatch: ['<rootDir>/{packages,connectors,apps,tools}/**/*.integration.test.ts'],
      globalSetup: '<rootDir>/tools/test/start-test-postgres.cjs',
      globalTeardown: '<rootDir>/tools/test/stop-test-postgres.cjs',
    },
  ],
};
