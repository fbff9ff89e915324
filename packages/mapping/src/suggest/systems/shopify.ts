import { readFields, readSigns, type SystemPack } from './system-pack';

export const shopify: SystemPack = {
  id: 'shopify',
  name: 'Shopify',
  signs: readSigns(
    'total_price subtotal_price financial_status fulfillment_status province_code admin_graphql_api_id line_items total_line_items_price total_discounts current_total_price presentment_currency buyer_accepts_marketing order_status_url landing_site source_name total_tax cancel_reason note_attributes checkout_token processed_at variant_id',
  ),
  needed: 3,
  fields: readFields(`
    id: external order id
    name: order number
    order_number: order number
    total_price: order total
    current_total_price: current order total
    subtotal_price: subtotal
    total_tax: tax total
    total_discounts: discount total
    total_line_items_price: items total
    total_shipping_price_set.shop_money.amount: freight amount
    shipping_lines.title: ship method
    shipping_lines.code: ship method code
    shipping_lines.price: freight amount
    financial_status: payment status
    fulfillment_status: shipment status
    gateway: payment method
    payment_gateway_names: payment method
    note: customer note
    email: customer email
    contact_email: contact email
    created_at: order date created
    processed_at: order date processed
    customer.id: customer id
    line_items.id: record
    line_items.sku: item sku
    line_items.name: item description variant
    line_items.title: item description
    line_items.price: unit price
    line_items.quantity: quantity
    line_items.grams: item weight
    line_items.vendor: vendor name
    line_items.total_discount: line discount
    line_items.taxable: taxable
    line_items.product_id: product internal number
    line_items.variant_id: variant internal number
    line_items.fulfillable_quantity: fulfillable count
    po_number: purchase order number
    billing_address.name: bill to name
    shipping_address.name: ship to name
    billing_address.province_code: bill to state
    shipping_address.province_code: ship to state
    billing_address.country_code: bill to country
    shipping_address.country_code: ship to country
  `),
};
