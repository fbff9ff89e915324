import { errorCatalogueOf, type ErrorEntry } from '@penstock/connector-sdk';

type Meaning = Omit<ErrorEntry, 'code'>;

const entry = (cause: string, money: string, remedy: string): Meaning => ({ cause, money, remedy });

const NOTHING = 'Nothing was posted.';
const BEFORE_SENDING = 'Found before sending: nothing left.';
const IN_DOUBT = 'A posting may have been made. It is looked up before anything else is sent.';
const READ_ONLY = 'Nothing was posted: it was only asked.';
const BY_ITSELF = 'None: it is looked up by itself; a person is asked only if the look-up cannot tell.';

/** Every failure that this connector makes, by its code. */
export const { entries: errorCatalogue, remedyOf } = errorCatalogueOf({
  P21_SIGN_IN_REFUSED: entry('User, password or consumer key is refused.', NOTHING, 'Enter the password again; check that the user is valid and not deleted.'),
  P21_CREDENTIALS_REFUSED: entry('P21 no longer accepts the token or the user.', NOTHING, 'Enter the password of the API user again.'),
  P21_NO_TOKEN: entry('The address answers, but it is not the P21 middleware.', NOTHING, 'Check the middleware address.'),
  P21_NOT_PERMITTED: entry(
    'The API user lacks an OData, role or scope permission.',
    NOTHING,
    'In P21: User Maintenance, "Allow OData API Service" = Yes; Role Maintenance, Dataservice Permission for the table. For a consumer key: its scope.',
  ),
  P21_REDIRECTED: entry('P21 answers with a redirect instead of doing the call.', NOTHING, 'Check the middleware address: the right host, https, and no path.'),
  P21_CALL_REFUSED: entry('P21 does not know this call (other 4xx).', NOTHING, 'Check the middleware address and the service map; the P21 build may be older or newer than expected.'),
  P21_NO_UI_SERVER: entry('The router named no UI server.', NOTHING, 'Fill in the UI server address of the connection.'),
  P21_UI_SERVER_ELSEWHERE: entry('The router named a UI server on another host than the connection may reach.', NOTHING, 'Give the UI server an external address on the middleware’s host.'),
  P21_BUSY: entry('P21 asked to wait (429, or 503 with Retry-After).', NOTHING, 'None: it waits by itself.'),
  P21_SESSION_CONFLICT: entry('Another session of the API user is open.', NOTHING, 'None: it is tried again. If it stays so, give Penstock a P21 user of its own.'),
  P21_COMPANY_NOT_FOUND: entry('Wrong company ID, or the table company is not readable for this user.', NOTHING, 'Check the company ID, and the dataservice permission for table company.'),
  P21_SERVICE_NOT_MAPPED: entry('The service map does not say which window this posting goes to.', BEFORE_SENDING, 'Run “Set up a service” and enter the map in the connection.'),
  P21_FIELD_NOT_MAPPED: entry('The service map lacks a field that this posting fills.', BEFORE_SENDING, 'Add the field to the service map, or leave it out of the step.'),
  P21_SERVICE_MAP_WRONG: entry('The service map names an element or field that the window does not have.', BEFORE_SENDING, 'Run “Check the service map”, then correct what it names.'),
  P21_UNKNOWN_SERVICE: entry('There is no service of that name on this installation.', NOTHING, 'Use “Discover services” to find the name of the service.'),
  P21_WINDOW_UNAVAILABLE: entry('No licence for the window behind the service, or no permission.', NOTHING, 'Give the API user access to the window, or choose another service in the service map.'),
  P21_QUERY_REFUSED: entry('Unknown table or column, or a value of the wrong type.', READ_ONLY, 'Check table, columns and value types; a table added lately needs “Refresh OData API service”.'),
  P21_TABLE_NOT_DESCRIBED: entry('The metadata of the OData service does not list the table or view.', READ_ONLY, 'Check the name; after a table was added, choose “Refresh OData API service” in SOA Admin.'),
  P21_BAD_COLUMN_NAME: entry('A name that cannot be one of a table or column.', READ_ONLY, 'Correct the name in the step.'),
  P21_BAD_QUERY_VALUE: entry('An id that is no number, or a date that is no date.', READ_ONLY, 'Correct the data that is mapped to the field.'),
  P21_NOT_FOUND: entry('P21 has no such record.', READ_ONLY, 'Check the id.'),
  P21_CUSTOMER_NOT_FOUND: entry('There is no such customer in this company.', NOTHING, 'Check the customer ID, or create the customer first.'),
  P21_RECEIPT_NOT_FOUND: entry('There is no such receipt in this company.', NOTHING, 'Check the receipt number.'),
  P21_TRANSACTION_REFUSED: entry('The window refused a field or a rule; P21’s words are in the message.', NOTHING, 'Correct the field that P21 names and run again.'),
  P21_REFUSED: entry('P21 refused the data; its words are in the message.', NOTHING, 'Correct the data that P21 names and run again.'),
  P21_WINDOW_REFUSED: entry('A driven window refused a field or the save.', NOTHING, 'Correct the data and run again.'),
  P21_JOURNAL_NOT_BALANCED: entry('The lines of the journal do not add up to zero.', BEFORE_SENDING, 'Correct the amounts: debits and credits must be equal.'),
  P21_APPLIED_TOO_MUCH: entry('More is applied to invoices than was received.', BEFORE_SENDING, 'Correct the amounts applied.'),
  P21_REFERENCE_TOO_LONG: entry('The reference is longer than the column it is looked up by.', BEFORE_SENDING, 'Shorten the reference, or choose a longer reference column in the service map.'),
  P21_REFERENCE_NOT_WRITTEN: entry('No field of the record holds the reference it is looked up by.', BEFORE_SENDING, 'Write the reference into the field of the look-up column.'),
  P21_PERIOD_CLOSED: entry('The accounting period is closed.', BEFORE_SENDING, 'Post into an open period, or have it opened.'),
  P21_PERIOD_UNKNOWN: entry('The company has no such period.', BEFORE_SENDING, 'Correct period and year.'),
  P21_NOTHING_TO_PRINT: entry('No record fits the criteria of the report.', READ_ONLY, 'Correct the criteria.'),
  P21_DOCUMENT_FAILED: entry('P21 made no document.', READ_ONLY, 'Check name and criteria of the report.'),
  P21_IMPORT_VALUE_BROKEN: entry('A tab or line break in a value for an import file.', BEFORE_SENDING, 'Remove it from the value that is mapped.'),
  P21_RULE_EVENT_INVALID: entry('A business rule posted something else than agreed.', 'Nothing was started.', 'Correct the rule.'),
  P21_PARTLY_POSTED: entry('Some records of one call passed, others failed.', 'Some were posted. They are looked up before anything else is sent.', 'Send one record per step, so that each one stands for itself.'),
  P21_STILL_RUNNING: entry('A queued transaction has not ended in two minutes, or its state cannot be read.', IN_DOUBT, BY_ITSELF),
  P21_SERVER_ERROR: entry('P21 had an internal error (5xx).', 'After a posting it is in doubt and looked up before anything else is sent; after a read nothing was changed.', 'None: a read is repeated, a posting is looked up by itself.'),
  P21_UNREADABLE_ANSWER: entry('The answer is neither JSON nor XML, or is not complete.', 'After a posting it is in doubt and looked up before anything else is sent; after a read nothing was changed.', 'None: a read is repeated, a posting is looked up by itself.'),
  P21_UNEXPECTED_WINDOW: entry('A dialog stood in the way of the window.', IN_DOUBT, 'If it keeps coming: a DynaChange rule opens a dialog on saving. Exempt the API user from it.'),
  P21_NOT_READ_BACK: entry('P21 reported success, but the document is not visible yet.', IN_DOUBT, BY_ITSELF),
  P21_FOUND_TWICE: entry('The reference was used before: P21 holds more than one live document with it.', 'It may stand twice in the books.', 'Decide which one to undo, and use a reference of its own for each posting.'),
});
