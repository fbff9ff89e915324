import type { OrderInput, Remittance } from '../actions/order-shape';
import type { Prophet21Settings } from '../settings';
import { cardHolderColumns, headerColumns, lineColumns, remittanceColumns } from './order-layout';
import { importDate, tabFile, tabRecord } from './tab-file';

export interface ImportFile {
  readonly kind: 'header' | 'line' | 'remittance' | 'card-holder';
  readonly content: string;
}

export interface ImportFacts {
  readonly settings: Prophet21Settings;
  /** Joins the files of one order; P21 imports a set once. */
  readonly importSetNo: string;
  /** Business date, `YYYY-MM-DD`. */
  readonly today: string;
}

/** The files of one order. Without a payment there are two. */
export function orderFiles(order: OrderInput, facts: ImportFacts): readonly ImportFile[] {
  const { remittance } = order;
  return [
    { kind: 'header', content: tabFile([headerRecord(order, facts)]) },
    { kind: 'line', content: tabFile(order.lines.map((_, index) => lineRecord(order, index, facts))) },
    ...(remittance ? remittanceFiles(remittance, facts) : []),
  ];
}

function headerRecord(order: OrderInput, { settings, importSetNo, today }: ImportFacts): string {
  const location = order.locationId ?? settings.defaultLocationId;
  return tabRecord(headerColumns, {
    ImportSetNo: importSetNo,
    CustID: order.customerId,
    CompanyID: settings.companyId,
    SalesLocID: location,
    CustPONum: order.poNo,
    ContactID: order.contactId,
    Taker: order.taker ?? settings.taker ?? settings.username,
    OrderDate: importDate(order.orderDate ?? today),
    ReqDate: order.requestedDate === undefined ? undefined : importDate(order.requestedDate),
    Quote: 'N',
    Approved: order.approved === false ? 'N' : 'Y',
    ShipToID: order.shipToId ?? order.customerId,
    SourceLocID: order.sourceLocationId ?? location,
    // Where a web order keeps its own number; the order is found again by its PO number.
    WebRefNum: order.poNo,
  });
}

function lineRecord({ lines }: OrderInput, index: number, { importSetNo }: ImportFacts): string {
  const line = lines[index];
  return tabRecord(lineColumns, {
    ImportSetNo: importSetNo,
    LineNo: String(index + 1),
    ItemID: line?.itemId.toUpperCase(),
    UnitQty: line?.quantity,
    UnitPrice: line?.unitPrice,
    ManualPriceOverride: line?.unitPrice === undefined ? undefined : 'Y',
  });
}

function remittanceFiles(remittance: Remittance, { importSetNo, today }: ImportFacts): readonly ImportFile[] {
  const { card } = remittance;
  const payment = tabRecord(remittanceColumns, {
    ImportSetNo: importSetNo,
    PaymentTypeID: remittance.paymentTypeId,
    PaymentAmount: remittance.amount,
    PaymentDate: importDate(remittance.paymentDate ?? today),
    PaymentDesc: remittance.reference,
    CheckNumber: remittance.checkNumber,
    // A card number is only ever known masked here; the verification value never.
    CCNumber: card?.maskedNumber,
    CCExpirationDate: card?.expirationDate === undefined ? undefined : importDate(card.expirationDate),
    CCAuthorizedDate: card ? importDate(card.authorizedDate ?? today) : undefined,
    CCAuthorizedNumber: card?.authorizedNumber,
  });
  const holder =
    card &&
    tabRecord(cardHolderColumns, {
      ImportSetNo: importSetNo,
      CardNumber: card.maskedNumber,
      ReferenceNumber: card.retrievalReference,
      TransactionID: card.retrievalReference,
    });
  return [
    { kind: 'remittance', content: tabFile([payment]) },
    ...(holder === undefined ? [] : [{ kind: 'card-holder' as const, content: tabFile([holder]) }]),
  ];
}
