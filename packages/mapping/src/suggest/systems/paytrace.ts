import { readFields, readSigns, type SystemPack } from './system-pack';

export const paytrace: SystemPack = {
  id: 'paytrace',
  name: 'PayTrace',
  signs: readSigns(
    'approval_code masked_card_number avs_response csc_response status_message response_code approval_message external_transaction_id integrator_id hpf_token enc_key customer_reference_id check_transaction_id ach_code ach_message tranxid baddress bzip bcity bstate saddress bname appcode appmsg',
  ),
  needed: 2,
  fields: readFields(`
    transaction_id: transaction id
    tranxid: transaction id
    invoice_id: invoice number
    invoice: invoice number
    approval_code: approval code
    appcode: approval code
    approval_message: approval message
    appmsg: approval message
    status_message: status message
    masked_card_number: masked card number
    customer_reference_id: purchase order number
    external_transaction_id: external transaction reference
    response_code: response code
    avs_response: avs response
    csc_response: csc response
    customer_id: customer id
    custid: customer id
    baddress: bill to address line 1
    baddress2: bill to address line 2
    bcity: bill to city
    bstate: bill to state
    bzip: bill to zip
    bcountry: bill to country
    bname: bill to name
    saddress: ship to address line 1
    saddress2: ship to address line 2
    scity: ship to city
    sstate: ship to state
    szip: ship to zip
    sname: ship to name
    billing_address.name: bill to name
    billing_address.street_address: bill to address line 1
    billing_address.street_address2: bill to address line 2
    shipping_address.name: ship to name
    shipping_address.street_address: ship to address line 1
    shipping_address.street_address2: ship to address line 2
    credit_card.expiration_month: card expiration month
    credit_card.expiration_year: card expiration year
    discretionary_data: custom data
  `),
};
