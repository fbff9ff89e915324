export * from './body-hmac';
export * from './channel-signature';
export * from './standard-webhooks';
