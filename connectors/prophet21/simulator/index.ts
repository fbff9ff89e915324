export { createProphet21Simulator, type Prophet21SimulatorOptions } from './prophet21-simulator';
export { demoConnectionSettings, demoCredentials, demoServiceMap } from './demo-connection';
export { demoCompanyId, demoCompanyName } from './company';
export { customers as demoCustomers, items as demoItems, type SeedCustomer } from './seed-catalog';
