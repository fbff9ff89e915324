import { readFields, readSigns, type SystemPack } from './system-pack';

export const prophet21: SystemPack = {
  id: 'prophet21',
  name: 'Prophet 21',
  signs: readSigns(
    'ship2_add1 ship2_zip ship2_name ship2_city oe_hdr_uid inv_mast_uid mail_address1 mail_postal_code phys_address1 phys_postal_code remitter_id taker web_reference_no cc_authorized_number gl_bank_account_no unit_quantity source_loc_id sales_loc_id terms_id company_no salesrep_id oe_order_item_id payment_type_id corp_address_id net_due_date ar_account_no shiptoaddress1 unitofmeasure custponum webrefnum placedbyname sourcelocid paymenttypeid ccauthorizednumber central_phone_number payment_desc extended_desc',
  ),
  needed: 2,
  fields: readFields(`
    ship2_name: ship to name
    ship2_add1: ship to address line 1
    ship2_add2: ship to address line 2
    ship2_add3: ship to address line 3
    ship2_city: ship to city
    ship2_state: ship to state
    ship2_zip: ship to zip
    ship2_country: ship to country
    ship2_email_address: ship to email
    ship2_url: ship to url
    ship_to_phone: ship to phone
    mail_address1: bill to address line 1
    mail_address2: bill to address line 2
    mail_address3: bill to address line 3
    mail_city: bill to city
    mail_state: bill to state
    mail_postal_code: bill to zip
    mail_country: bill to country
    phys_address1: ship to address line 1
    phys_address2: ship to address line 2
    phys_address3: ship to address line 3
    phys_city: ship to city
    phys_state: ship to state
    phys_postal_code: ship to zip
    phys_country: ship to country
    remitter_id: customer id
    date_received: received date
    web_reference_no: external order id
    webrefnum: external order id
    webreferenceno: external order id
    web_shopper_id: web customer id
    web_shopper_email: customer email
    po_no: purchase order number
    custponum: purchase order number
    taker: taker
    item_id: item id
    oe_order_item_id: item id
    unit_quantity: quantity
    unitqty: quantity
    qty_ordered: quantity
    qty_requested: quantity
    extended_desc: item description
    extdesc: item description
    item_desc: item description
    sales_tax: tax
    freight_out: freight
    requested_date: requested date
    reqdate: requested date
    cc_name: card holder name
    cc_number: masked card number
    ccnumber: masked card number
    cc_expiration_date: card expiration date
    cc_authorized_number: approval code
    ccauthorizednumber: approval code
    cc_authorized_date: authorized date
    ccauthorizeddate: authorized date
    cc_return_transaction_id: refund transaction id
    payment_account_id: payment account token
    payment_type_id: payment type
    paymenttypeid: payment type
    payment_desc: payment description
    paymentdesc: payment description
    payment_date: payment date
    payment_amount: payment amount
    terms_id: payment terms
    salesrep_id: sales rep id
    sales_loc_id: sales location id
    source_loc_id: source location id
    delivery_instructions: delivery note
    carrier_id: ship method
    carriername: ship method
    currency_id: currency
    bank_no: bank number
    invoice_reference_no: invoice reference
    terms_amount: terms discount amount
    allowed_amount: allowance amount
    customer_name: customer name
    central_phone_number: phone
    direct_phone: phone
  `),
};
