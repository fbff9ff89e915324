import { errorCatalogueOf, type ErrorEntry } from '@penstock/connector-sdk';

const entry = (cause: string, money: string, remedy: string): Omit<ErrorEntry, 'code'> => ({ cause, money, remedy });

const NOTHING = 'No money moved.';
const NOT_CHARGED = 'Nothing was charged.';
const READ_ONLY = 'No money moved: it was only asked.';
const IN_DOUBT = 'It may have been carried out. It is looked up before anything is sent again.';

/** Every failure that this connector makes, by its code, with PayTrace’s own numbers where they are on public record. */
export const { entries: errorCatalogue, remedyOf } = errorCatalogueOf({
  PAYTRACE_DECLINED: entry('The bank said no (102).', NOT_CHARGED, 'Ask the customer for another card or to call the bank.'),
  PAYTRACE_AUTO_VOIDED: entry('Approved, then voided at once because address or security code did not match (103).', NOT_CHARGED, 'Ask the customer to check address and security code.'),
  PAYTRACE_TEST_MODE: entry('The account is in test mode (104, 105, 108, 111, 114, 121, 123).', NOTHING, 'Switch the test mode of the PayTrace account off.'),
  PAYTRACE_NOT_REFUNDED: entry('PayTrace refused the refund (107).', 'No money went back.', 'Look at the transaction in PayTrace: its state tells why.'),
  PAYTRACE_NOT_VOIDED: entry('PayTrace refused the void (110).', 'The transaction stands and will be settled.', 'Look at the transaction in PayTrace; refund it once it is settled.'),
  PAYTRACE_NOT_CAPTURED: entry('PayTrace refused the capture (113).', 'The authorization stands; nothing was charged.', 'Look at the authorization in PayTrace: it may have ended or be captured already.'),
  PAYTRACE_CHECK_NOT_PROCESSED: entry('The bank refused the check; its reason is in the message (125).', NOT_CHARGED, 'Ask the customer for another account.'),
  PAYTRACE_ACCOUNT_NUMBER_INVALID: entry('The number of the bank account is wrong (45).', NOT_CHARGED, 'Correct the checking account number.'),
  PAYTRACE_ROUTING_NUMBER_INVALID: entry('The routing number is wrong (46).', NOT_CHARGED, 'Correct the transit routing number.'),
  PAYTRACE_CHECK_NOT_FOUND: entry('The check is unknown, or already voided or settled (80).', NOTHING, 'Check the check ID; it may already be voided or settled.'),
  PAYTRACE_ACH_REFUSED: entry('The bank payment is refused, returned or voided, e.g. NSF_DECLINED.', NOT_CHARGED, 'Check the bank account with the customer.'),
  PAYTRACE_ACCEPTED_IN_DOUBT: entry('422 path/record_id, which API v3 also says of payments it accepted.', IN_DOUBT, 'None: it is looked up by its key.'),
  PAYTRACE_NOT_IN_THIS_API: entry('The API version of the connection does not have this call.', 'Nothing was sent.', 'Choose another action, or a connection with the other API version.'),
  PAYTRACE_MERCHANT_MISSING: entry('API v3 wants the merchant ID, and the connection has none.', 'Nothing was sent.', 'Enter the merchant ID in the connection.'),
  PAYTRACE_NOT_FOUND: entry('There is no such thing in this account (404).', NOTHING, 'Check the ID; it must belong to this PayTrace account.'),
  PAYTRACE_BATCH_NOT_FOUND: entry('There is no such batch in this account.', READ_ONLY, 'Check the batch number.'),
  PAYTRACE_TRANSACTION_NOT_FOUND: entry('The transaction is unknown, or not in a state for this (58).', NOTHING, 'Check the transaction ID; it must belong to this PayTrace account.'),
  PAYTRACE_EXPORT_UNREADABLE: entry('A list came in a form that cannot be read.', READ_ONLY, 'None: it is read again by itself.'),
  PAYTRACE_CUSTOMER_NOT_FOUND: entry('The vault customer is unknown or has no card (30).', NOT_CHARGED, 'Create the customer in the PayTrace vault, or correct the customer ID.'),
  PAYTRACE_CUSTOMER_EXISTS: entry('The customer ID is taken (171).', NOTHING, 'Choose another customer ID, or update the existing customer.'),
  PAYTRACE_CARD_NUMBER_INVALID: entry('The card number is wrong, or a token of the hosted fields was used twice (35).', NOT_CHARGED, 'Ask the customer to enter the card again.'),
  PAYTRACE_CARD_EXPIRY_INVALID: entry('The expiry date is wrong or past (43, 44).', NOT_CHARGED, 'Ask the customer to enter the expiry date again.'),
  PAYTRACE_CSC_INVALID: entry('The security code is wrong (148).', NOT_CHARGED, 'Ask the customer to enter the security code again.'),
  PAYTRACE_CARD_BLOCKED: entry('PayTrace blocks this card to prevent fraud (779).', NOT_CHARGED, 'PayTrace blocks this card to prevent fraud. Ask for another card.'),
  PAYTRACE_NOT_SETTLED: entry('A refund before the settlement (817).', 'No money went back.', 'Void the transaction instead, or refund it after tonight’s settlement.'),
  PAYTRACE_ALREADY_SETTLED: entry('A void after the settlement (818).', 'The charge stands.', 'Refund the transaction instead of voiding it.'),
  PAYTRACE_NOT_PERMITTED: entry('The API user lacks the permission (981).', NOTHING, 'Give the API user this permission in PayTrace.'),
  PAYTRACE_LOGIN_FAILED: entry('User or password is refused (998, invalid_grant, invalid_token).', NOTHING, 'Enter the password of the API user again.'),
  PAYTRACE_DUPLICATE_BLOCKED: entry('PayTrace blocked a repetition: an equal charge was approved before.', 'The earlier charge may be this one. It is looked up before anything is sent again.', 'The platform looks up the earlier charge before anything is sent again.'),
  PAYTRACE_REJECTED: entry('Any other number of PayTrace’s error list; its words are in the message.', 'Nothing was done.', 'Correct what PayTrace names and send it again.'),
  PAYTRACE_FIREWALL: entry('A web page of the firewall: unusual characters were stopped before the API.', 'Nothing was done.', 'Remove unusual characters from names, addresses and descriptions. If it stays so, ask PayTrace.'),
  PAYTRACE_WRONG_ADDRESS: entry('A web page with 404: there is no API at this address.', 'Nothing was done.', 'Check the address and the API version of the connection.'),
  PAYTRACE_SERVER_ERROR: entry('PayTrace answered with 5xx.', 'After a write it is in doubt and looked up before anything is sent again; after a read nothing was changed.', 'None: a read is repeated, a write is looked up by itself.'),
  PAYTRACE_ANSWER_UNREADABLE: entry('The answer is no JSON, or is cut off.', 'After a write it is in doubt and looked up before anything is sent again; after a read nothing was changed.', 'None: a read is repeated, a write is looked up by itself.'),
  PAYTRACE_ANSWER_UNKNOWN: entry('The answer has a code that this call does not know.', 'After a write it is in doubt and looked up before anything is sent again; after a read nothing was changed.', 'None: a read is repeated, a write is looked up by itself.'),
  PAYTRACE_THROTTLED: entry('Too many calls (429).', 'Nothing was done.', 'None: it waits by itself.'),
  PAYTRACE_VOIDED: entry('The look-up found the transaction voided.', 'No money moves any more by this transaction.', 'Decide whether it is charged again.'),
  PAYTRACE_STATE_CONFLICT: entry('The look-up found the transaction in another state, e.g. settled in the meantime.', 'It is as the message says.', 'Decide by the state of the transaction in PayTrace.'),
  PAYTRACE_EVENT_INVALID: entry('A delivery that is no payment event.', 'Nothing was started.', 'Mend the sender, or point it at another address.'),
});
