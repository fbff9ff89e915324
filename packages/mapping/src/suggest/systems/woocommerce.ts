import { readFields, readSigns, type SystemPack } from './system-pack';

export const woocommerce: SystemPack = {
  id: 'woocommerce',
  name: 'WooCommerce',
  signs: readSigns(
    'date_created_gmt date_paid_gmt date_modified_gmt payment_method_title customer_note order_key customer_ip_address prices_include_tax cart_tax shipping_tax discount_tax created_via meta_data tax_lines fee_lines coupon_lines set_paid date_completed shipping_lines cart_hash parent_id',
  ),
  needed: 3,
  fields: readFields(`
    id: external order id
    number: order number
    total: order total
    total_tax: tax total
    cart_tax: cart tax
    shipping_total: freight amount
    shipping_tax: freight tax
    discount_total: discount total
    customer_note: customer note
    customer_id: customer id
    transaction_id: transaction id
    payment_method: payment method code
    payment_method_title: payment method
    date_created: order date created
    date_paid: payment date
    billing.email: bill to email customer email
    billing.phone: bill to phone customer phone
    line_items.id: record
    line_items.sku: item sku
    line_items.name: item description
    line_items.quantity: quantity
    line_items.price: unit price
    line_items.subtotal: line total before discount
    line_items.total: extended price
    line_items.total_tax: line tax
    line_items.product_id: product internal number
    line_items.variation_id: variant internal number
    shipping_lines.method_title: ship method
    shipping_lines.method_id: ship method code
    shipping_lines.total: freight amount
  `),
};
