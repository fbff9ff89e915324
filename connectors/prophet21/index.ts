import { defineConnector } from '@penstock/connector-sdk';
import { cancelOrder } from './actions/cancel-order';
import { checkServiceMap } from './actions/check-service-map';
import { createContact } from './actions/create-contact';
import { createOrder } from './actions/create-order';
import { createCustomer, createVendor } from './actions/create-record';
import { createSalesOrder } from './actions/create-sales-order';
import { discoverServices } from './actions/discover-services';
import { findInvoice } from './actions/find-invoice';
import { getCustomer } from './actions/get-customer';
import { getViewRecord } from './actions/get-view-record';
import { lookUpOptions } from './actions/look-up';
import { postArReceipt } from './actions/post-ar-receipt';
import { postCreditMemo } from './actions/post-credit-memo';
import { postGlJournal } from './actions/post-gl-journal';
import { postTransactionAction } from './actions/post-transaction';
import { printReport } from './actions/print-report';
import { queryTable } from './actions/query-table';
import { entityTemplate, findEntities, getEntity } from './actions/read-entities';
import { readWindow } from './actions/read-window';
import { recordDeposit } from './actions/record-deposit';
import { reverseArReceipt } from './actions/reverse-ar-receipt';
import { runCommandsAction } from './actions/run-commands';
import { setUpService } from './actions/set-up-service';
import { updateRecord } from './actions/update-record';
import { writeOrderImport } from './actions/write-order-import';
import { prophet21Connection } from './connection';
import { errorCatalogue } from './error-catalogue';
import { liveSchemas } from './live-schemas/live-schemas';
import { optionSources } from './look-ups/option-sources';
import { businessRule } from './triggers/business-rule';
import { changedRecords } from './triggers/changed-records';
import { customerChanged, invoiceChanged, orderChanged, receiptChanged } from './triggers/documents-changed';

export const prophet21 = defineConnector({
  id: 'prophet21',
  title: 'Prophet 21',
  summary: 'Sales orders, AR receipts, GL journals and master data of Epicor Prophet 21.',
  category: 'erp',
  // A ledger page with a tab: two columns of entries under a heading.
  mark: 'M5 3h11l3 3v15H5z M8 9h8 M8 13h3.5 M13.5 13H16 M8 17h3.5 M13.5 17H16',
  apiRevision: '26.1',
  connection: prophet21Connection,
  actions: [
    createOrder,
    createSalesOrder,
    cancelOrder,
    postArReceipt,
    reverseArReceipt,
    postCreditMemo,
    recordDeposit,
    postGlJournal,
    postTransactionAction,
    runCommandsAction,
    readWindow,
    printReport,
    writeOrderImport,
    createCustomer,
    createVendor,
    createContact,
    updateRecord,
    getEntity,
    findEntities,
    entityTemplate,
    getCustomer,
    findInvoice,
    lookUpOptions,
    queryTable,
    getViewRecord,
    discoverServices,
    setUpService,
    checkServiceMap,
  ],
  triggers: [changedRecords, customerChanged, orderChanged, invoiceChanged, receiptChanged, businessRule],
  optionSources,
  liveSchemas,
  errors: errorCatalogue,
});

export type { Prophet21Settings } from './settings';
export type { ArReceiptService, ServiceMap } from './service-map';
