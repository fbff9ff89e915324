/** Injection tokens of what the process gives to its modules. */
export const API_CONFIG = Symbol('ApiConfig');
export const CLOCK = Symbol('Clock');
export const CONNECTOR_SHELF = Symbol('ConnectorShelf');
export const ENGINE_HOST = Symbol('EngineHost');
export const IDS = Symbol('Ids');
export const LOG = Symbol('Log');
export const MAILER = Symbol('Mailer');
export const VAULT = Symbol('Vault');
