import { demoCompanyId } from './company';
import type { TableName } from './table-columns';
import type { Row } from './table-store';

/** One family of the Entity API: its properties are the columns of a table under P21's own names. */
export interface EntityShape {
  readonly table: TableName;
  readonly objectName: string;
  /** Properties in the order of the template; the column follows from the name unless it stands in `columns`. */
  readonly properties: readonly string[];
  readonly columns: Readonly<Record<string, string>>;
  /** Child records: null unless they are asked for. */
  readonly children: readonly string[];
  readonly keyColumn: string;
  readonly hasCompany: boolean;
  /** Properties that a creation cannot do without. */
  readonly required: readonly string[];
  readonly canCreate: boolean;
  readonly canUpdate: boolean;
  readonly hasTemplate: boolean;
}

const names = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

export const entityShapes: Readonly<Record<string, EntityShape>> = {
  customers: {
    table: 'customer',
    objectName: 'customer',
    properties:
      names(`CompanyId CustomerId CustomerName SalesrepId TermsId CodRequiredFlag GenerateFinanceCharges FcCycle
      MinimumFinanceCharge FinanceChargeShipToId FcGraceDays FcPercentage LastFcDate CreditStatus CreditLimit
      CreditLimitPerOrder CreditLimitCheckAtShipment OverrideRevenueByItem OrderAcknowledgments PoNoRequired
      LimitMaxShipmentsPerOrder MinimumOrderDollarAmount PickTicketType DefaultDisposition BillToContactId
      InvoicePrintQty GenerateCustomerStatements Taxable StatementBalance SicCode Class1id Class2id Class3id
      Class4id Class5id StateSalesTaxExemptionNo StateExciseTaxExemptionNo FederalExemptionNumber
      OtherExemptionNumber SecurityInfo InterchgReceiverId InternationalSAN TradingPartnerName
      PrintPricesOnPackinglist InvoiceBatchNumber StatementBatchNumber JobPricing DefaultRebateLocationId
      CurrencyId OverrideProfitLimit MinimumOrderLineProfit MaximumOrderLineProfit MinimumOrderProfit
      MaximumOrderProfit DateAcctOpened PrintPackinglistInShipping InclNonAllocOnTixText
      ExcludeCanceldFromPickTix InclNonAllocOnListText ExcludeCanceldFromPackList AlwaysUseJobPrice
      AllowNonJobItem PromptForNonJobItem AllowExceedJobQty PrintLotAttribOnInvoice PrintLotAttribOnPacklist
      OverTolerancePercentage UnderTolerancePercentage CustomerType LeadSourceId UseAllContracts
      JobNumberRequired PromiseDateBuffer FreightChargeId OrderPriorityId UseSystemUPSHandlingCharge
      UpsHandlingCharge DaysOverdueForCreditHold Delete SendOutsideUseDocs SendOutsideUsePrint
      SendOutsideUseFax SendOutsideUseEmail LegacyId PricingMethod RequirePaymentUponReleaseOfItems
      CreditLimitUsed CreditLimitAvailable CorporateCreditLimit CorporateCreditLimitAvailable WebEnabledFlag`),
    columns: { Taxable: 'taxable_flag', Delete: 'delete_flag', CustomerType: 'customer_type_cd' },
    children: names(
      `CustomerAddress CustomerEDITransactions CustomerSalesreps CustomerTerms CustomerDealerTypes CustomerRestrictedClasses CustomerContacts CustomerShipTos CustomerPriceLibraries`,
    ),
    keyColumn: 'customer_id',
    hasCompany: true,
    required: ['CustomerName', 'CompanyId'],
    canCreate: true,
    canUpdate: true,
    hasTemplate: true,
  },
  vendors: {
    table: 'vendor',
    objectName: 'vendor',
    properties: names('CompanyId VendorId VendorName DefaultTermsId CurrencyId ApAccountNo Delete LegacyId'),
    columns: { Delete: 'delete_flag' },
    children: names('VendorAddress VendorContacts'),
    keyColumn: 'vendor_id',
    hasCompany: true,
    required: ['VendorName', 'CompanyId'],
    canCreate: true,
    canUpdate: true,
    hasTemplate: true,
  },
  contacts: {
    table: 'contacts',
    objectName: 'contact',
    properties:
      names(`Salutation FirstName Mi LastName Title AddressId Mailstop NoOfCycleDays Comments DirectPhone PhoneExt
      DirectFax FaxExt Beeper Cellular Class1id Class2id Class3id Class4id Class5id HomeAddress1 HomeAddress2
      HomePhone HomeFax HomeEmailAddress Birthday Anniversary EmailAddress Url CellularExt Id DeleteFlag
      LoginId`),
    columns: {},
    children: names(`ContactDocuments ContactLeadSources ContactLinks ContactLists ContactSalesreps`),
    keyColumn: 'id',
    hasCompany: false,
    required: ['FirstName', 'LastName', 'AddressId'],
    canCreate: true,
    canUpdate: true,
    hasTemplate: true,
  },
  addresses: {
    table: 'address',
    objectName: 'address',
    properties:
      names(`CorpAddressId MailAddress1 MailAddress2 MailAddress3 MailCity MailState MailPostalCode MailCountry
      CentralPhoneNumber CentralFaxNumber Alternative1099Name NameControl PhysAddress1 PhysAddress2
      PhysAddress3 PhysCity PhysState PhysPostalCode PhysCountry Incorporated EmailAddress Url AddressId Name
      PhysCounty`),
    columns: { AddressId: 'id' },
    children: [],
    keyColumn: 'id',
    hasCompany: false,
    required: ['Name'],
    canCreate: true,
    // By design of P21: no template and no PUT.
    canUpdate: false,
    hasTemplate: false,
  },
};

/** `MailAddress1` is `mail_address1`. */
export const columnOf = ({ columns }: EntityShape, property: string): string =>
  columns[property] ?? property.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();

/** What a new row has besides what was sent. */
export const newRowDefaults: Readonly<Record<string, Row>> = {
  customer: {
    company_id: demoCompanyId,
    terms_id: '30',
    credit_status: 'GOOD',
    currency_id: 1,
    taxable_flag: 'Y',
    ar_account_no: '12100010',
  },
  vendor: { company_id: demoCompanyId, default_terms_id: '30', currency_id: 1, ap_account_no: '22100010' },
  contacts: {},
  address: { mail_country: 'US' },
};
