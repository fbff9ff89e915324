export * from './shopify-simulator';
