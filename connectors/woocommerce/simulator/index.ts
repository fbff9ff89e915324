export * from './woocommerce-simulator';
