/**
 * Short words and what they stand for. Applied word by word after splitting, whatever the system; what means different
 * things in different places (`st`, `co`) is left alone.
 */
const lines = `
purch purchase|svc service|cust customer|custs customer|acct account|accts account|addr address|add address|adr address|adrs address|addrs address
amt amount|amnt amount|qty quantity|qnty quantity|quan quantity|desc description|descr description|dsc description|dscr description
nbr number|num number|numb number|nr number|ord order|ordr order|ordering order|inv invoice|invc invoice|prod product|itm item|mfg manufacturer
dt date|dte date|tm time|dttm datetime|crt created|upd updated|mod modified|crtd created|modif modified
ref reference|refs reference|refno reference number|auth authorization|authcode authorization code|authno authorization number|authorised authorized
exp expiration|expir expiration|expmonth expiration month|expyear expiration year|cc credit card|ccnum card number|pmt payment|pmnt payment|pymt payment|paymt payment
trans transaction|tran transaction|txn transaction|trx transaction|tranx transaction|trn transaction|xact transaction
tel phone|ph phone|telno phone|mob mobile|cntry country|ctry country|ctr country|prov province|zipcode zip code|zp zip|pcode postal code|cty city|twn town
strt street|str street|nm name|fname first name|lname last name|firstname first name|lastname last name|fullname full name|mi middle initial|mname middle name
shp ship|shpto ship to|shipto ship to|ship2 ship to|bill2 bill to|shpg shipping|shpng shipping|billto bill to|bil bill|dlvry delivery|dlv delivery|deliv delivery|whse warehouse|wh warehouse|wrhs warehouse
curr currency|cur currency|ccy currency|crncy currency|pct percent|perc percent|prc price|prce price|unt unit|uom uom|um uom
disc discount|dsct discount|dscnt discount|frt freight|frght freight|tx tax|tot total|ttl total|subtot subtotal|bal balance|ext extended|extd extended
co company|org organization|dept department|mgr manager|emp employee|empl employee|ee employee|slsrep sales rep|slsp sales rep|rep sales rep|vend vendor|vnd vendor|supp supplier|splr supplier
msg message|txt text|cmt comment|cmts comment|instr instruction|stat status|sts status|cd code|typ type|cat category|catg category|grp group|lvl level
hdr |dtl |tbl |fld |rec |obj 
req requested|reqd required|recd received|rcvd received|rcv received|pd paid|sched schedule|freq frequency|addl additional|info information|rmt remittance|inf information|ustrd unstructured|strd structured
dbtr debtor|cdtr creditor|svcr servicer|ntry entry|ntryref entry reference|bookg booking|val value|pstl postal|bldg building|ctgy category|cdt credit|dbt debit|instd instructed|e2e end to end
loc location|whs warehouse|br branch|min minimum|max maximum|avg average|prev previous|orig original|est estimated|dob birth|ssn ssn|sal salary|hrs hours|mo month|yr year
lic license|seq sequence|ln line|lineno line number|lno line number|itemno item number|orderno order number|ordno order number|custno customer number|invno invoice number|pono po number|custid customer id
kunnr customer number|matnr material number|menge quantity|meins uom|netpr net price|waers currency|bldat document date|budat posting date|bukrs company code|vbeln order number|lifnr vendor number|werks plant|stras street|pstlz postal code|ort01 city|land1 country|telf1 phone|zterm payment terms|belnr document number|wrbtr amount|dmbtr amount|bstkd po number|bstnk po number|posnr line number|arktx item description|kwmeng quantity|netwr net amount|vdatu requested date|erdat created|aedat updated|regio region|smtp email|kbetr price|vrkme uom
`;

const entries = lines
  .split(/[|\n]/)
  .map((entry) => entry.trimStart())
  .filter((entry) => entry !== '')
  .map((entry): readonly [string, readonly string[]] => {
    const [short = '', ...words] = entry.split(' ');
    return [short, words.filter((word) => word !== '')];
  });

/** Short word → the words it stands for; none where it says nothing, such as `hdr`. */
export const abbreviations: ReadonlyMap<string, readonly string[]> = new Map(entries);
