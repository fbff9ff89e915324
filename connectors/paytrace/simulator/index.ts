export * from './paytrace-simulator';
export type { GatewayEvent } from './gateway';
export type { GatewayTransaction } from './gateway-transaction';
export type { AccountSwitches, SwitchesChange } from './account-switches';
