/** The invented master data of Hollander Supply Co. */

export interface SeedCustomer {
  readonly id: number;
  readonly name: string;
  readonly terms: '15' | '30';
  readonly contact: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  /** Further ship-to addresses besides the customer's own. */
  readonly shipTos?: readonly number[];
}

/** `rest` is terms, contact, street, city, state and ZIP, separated by bars. */
const customer = (id: number, name: string, rest: string): SeedCustomer => {
  const [terms = '30', contact = '', street = '', city = '', state = '', zip = ''] = rest.split('|');
  return {
    id,
    name,
    terms: terms as SeedCustomer['terms'],
    contact,
    street,
    city,
    state,
    zip,
  };
};

export const customers: readonly [SeedCustomer, ...SeedCustomer[]] = [
  customer(100198, 'Harbor Mechanical', '30|Nora Whitlock|18 Dock Road|Baltimore|MD|21230'),
  customer(100204, 'Larkspur Plumbing', '30|Devin Amato|402 Mill Street|Reading|PA|19601'),
  {
    ...customer(100211, 'Tidewater Facilities Group', '30|Grace Oyelaran|77 Canal Avenue|Norfolk|VA|23510'),
    shipTos: [100212, 100213],
  },
  customer(100219, 'Copper Kettle Brewing', '15|Sam Petrov|9 Foundry Lane|Lancaster|PA|17602'),
  customer(100226, 'Whitmore Property Care', '30|Ivy Lindqvist|1210 Park Row|Wilmington|DE|19801'),
  customer(100233, 'Blue Ridge Hydronics', '30|Marcus Bell|56 Summit Drive|Roanoke|VA|24011'),
  customer(100240, 'Ferncliff Schools', '30|Paula Reyes|300 Academy Way|York|PA|17401'),
  customer(100247, 'Anchor Point Marina', '15|Jules Carver|2 Pier Street|Annapolis|MD|21401'),
  customer(100255, 'Sable Creek Dairy', '30|Henk Visser|845 Creamery Road|Frederick|MD|21701'),
  customer(100262, 'Northgate Sprinkler', '30|Tessa Moreau|61 Industry Court|Allentown|PA|18101'),
  customer(100270, 'Old Quarry Hotel', '15|Amir Haddad|14 Quarry Hill|Bethlehem|PA|18015'),
  customer(100278, 'Web orders', '30|Shop Desk|1 Hollander Square|Baltimore|MD|21201'),
];

/** Item, description, unit, list price. */
export const items: readonly (readonly [id: string, description: string, unit: string, price: string])[] = [
  ['CU-TUBE-050', 'Copper tube type L 1/2 in x 10 ft', 'EA', '21.40'],
  ['CU-TUBE-075', 'Copper tube type L 3/4 in x 10 ft', 'EA', '34.85'],
  ['CU-ELB-050', 'Copper elbow 90 deg 1/2 in', 'EA', '1.12'],
  ['CU-ELB-075', 'Copper elbow 90 deg 3/4 in', 'EA', '2.38'],
  ['CU-TEE-050', 'Copper tee 1/2 in', 'EA', '2.05'],
  ['PEX-RED-050', 'PEX pipe red 1/2 in x 100 ft', 'RL', '42.90'],
  ['PEX-BLU-050', 'PEX pipe blue 1/2 in x 100 ft', 'RL', '42.90'],
  ['PEX-CRIMP-050', 'PEX crimp rings 1/2 in, bag of 25', 'BG', '8.75'],
  ['VLV-BALL-050', 'Ball valve brass 1/2 in', 'EA', '9.60'],
  ['VLV-BALL-100', 'Ball valve brass 1 in', 'EA', '24.15'],
  ['VLV-CHK-075', 'Check valve 3/4 in', 'EA', '17.80'],
  ['VLV-PRV-075', 'Pressure reducing valve 3/4 in', 'EA', '96.00'],
  ['PUMP-CIRC-25', 'Circulator pump 25 W', 'EA', '189.00'],
  ['PUMP-SUMP-33', 'Sump pump 1/3 hp', 'EA', '164.50'],
  ['TANK-EXP-02', 'Expansion tank 2 gal', 'EA', '48.20'],
  ['HTR-TANK-50', 'Water heater 50 gal gas', 'EA', '742.00'],
  ['FLT-CART-10', 'Sediment filter cartridge 10 in', 'EA', '6.45'],
  ['FLT-HSG-10', 'Filter housing 10 in clear', 'EA', '31.70'],
  ['GAUGE-100', 'Pressure gauge 0-100 psi', 'EA', '12.25'],
  ['INS-WRAP-3', 'Pipe insulation 3/4 in x 6 ft', 'EA', '3.15'],
  ['SOLDER-LF', 'Lead-free solder 1 lb', 'EA', '33.40'],
  ['TAPE-PTFE', 'PTFE thread tape 1/2 in', 'EA', '1.29'],
  ['HANGER-050', 'Pipe hanger 1/2 in, box of 100', 'BX', '27.60'],
  ['GLOVE-NIT-L', 'Nitrile gloves L, box of 100', 'BX', '14.95'],
  ['WRENCH-14', 'Pipe wrench 14 in', 'EA', '39.99'],
  // The items of recorded exchanges, so that these can be replayed word for word.
  ['WIDGET-001', 'Sample widget', 'EA', '0.99'],
  ['WIDGET-002', 'Sample widget, large', 'EA', '1.99'],
];

/** Account, description, type (A asset, L liability, Q equity, R revenue, E expense). */
export const chartOfAccounts: readonly (readonly [account: string, description: string, type: string])[] = [
  ['11120010', 'Operating bank account', 'A'],
  ['11130010', 'Deposits in transit', 'A'],
  ['11150010', 'Card clearing', 'A'],
  ['12100010', 'Accounts receivable', 'A'],
  ['12900010', 'Chargeback reserve', 'A'],
  ['13100010', 'Inventory', 'A'],
  ['22100010', 'Customer deposits', 'L'],
  ['23100010', 'Sales tax payable', 'L'],
  ['32000010', 'Retained earnings', 'Q'],
  ['40100010', 'Sales', 'R'],
  ['40900010', 'Returns and allowances', 'R'],
  ['41100010', 'Terms discounts taken', 'R'],
  ['63400010', 'Card processing fees', 'E'],
  ['63500010', 'Chargeback losses', 'E'],
];
