import type { Concept } from './concept';

/** Names, addresses and ways of reaching somebody. */
export const addressConcepts: readonly Concept[] = [
  { id: 'address', kind: 'street', words: 'address | postal address | addr', near: { street: 0.75 } },
  {
    id: 'street',
    kind: 'street',
    group: 'address-part',
    words:
      'street | street address | address 1 | address line 1 | address line one | street 1 | line 1 | address one | street line 1 | street address 1 | street address line 1 | address line | road | address 01 | street name | street line',
  },
  {
    id: 'street-2',
    kind: 'street',
    group: 'address-part',
    words:
      'street 2 | address 2 | address line 2 | address line two | line 2 | address two | suite | apartment | unit number suite | street line 2 | apartment suite | address 02 | secondary address | street address 2 | street address line 2',
  },
  {
    id: 'street-3',
    kind: 'street',
    group: 'address-part',
    words:
      'street 3 | address 3 | address line 3 | line 3 | address three | street line 3 | street address 3 | street address line 3 | address 03',
  },
  {
    id: 'building',
    kind: 'street',
    group: 'address-part',
    near: { 'house-number': 0.8 },
    words: 'building | building number',
  },
  { id: 'house-number', kind: 'street', group: 'address-part', words: 'house number | house no | street number' },
  {
    id: 'city',
    kind: 'city',
    group: 'address-part',
    words: 'city | town | locality | town name | municipality | suburb | city name | post town',
  },
  {
    id: 'region',
    kind: 'region',
    group: 'address-part',
    near: { status: 0.05 },
    words:
      'state | province | region | state code | province code | region code | state province | administrative area | state or province | country subdivision | country sub division | zone code | zone | governing district | state id | state abbreviation | prefecture | state name | prov',
  },
  {
    id: 'postal-code',
    kind: 'postal-code',
    group: 'address-part',
    words:
      'zip | zip code | postal code | postcode | post code | zip postal code | postal | zip 5 | zip postal | plz | pin code | postal zip',
  },
  {
    id: 'country',
    kind: 'country',
    group: 'address-part',
    words:
      'country | country code | nation | country id | country name | country iso | country iso code | country iso 2 | country iso code | country code iso',
  },
  { id: 'county', kind: 'region', group: 'address-part', words: 'county | borough' },
  { id: 'latitude', kind: 'quantity', group: 'address-part', words: 'latitude | lat' },
  { id: 'longitude', kind: 'quantity', group: 'address-part', words: 'longitude | lng | lon' },
  {
    id: 'email',
    kind: 'email',
    group: 'medium',
    words: 'email | e mail | email address | mail | e mail address | electronic mail | mail id | email id',
  },
  {
    id: 'phone',
    kind: 'phone',
    group: 'medium',
    near: { mobile: 0.7 },
    words:
      'phone | telephone | phone number | tel | telephone number | contact number | day phone | work phone | direct phone | phone 1 | central phone number | landline | home phone',
  },
  {
    id: 'mobile',
    kind: 'phone',
    group: 'medium',
    words: 'mobile | cell | mobile phone | cell phone | mobile number | cellphone | sms | sms number',
  },
  { id: 'fax', kind: 'phone', group: 'medium', words: 'fax | fax number | telefax' },
  {
    id: 'website',
    kind: 'url',
    group: 'medium',
    near: { url: 0.8 },
    words: 'website | web site | homepage | home page | domain',
  },
  { id: 'url', kind: 'url', words: 'url | uri | link | href' },
  {
    id: 'name',
    kind: 'name',
    words: 'name | full name | display name | fullname | nm',
    near: { title: 0.45, description: 0.3, label: 0.6 },
  },
  {
    id: 'first-name',
    kind: 'name',
    group: 'name-part',
    near: { name: 0.45 },
    words: 'first name | given name | forename | firstname | fname | given names | first',
  },
  {
    id: 'last-name',
    kind: 'name',
    group: 'name-part',
    near: { name: 0.45 },
    words: 'last name | surname | family name | lastname | lname | last | second name',
  },
  { id: 'middle-name', kind: 'name', group: 'name-part', words: 'middle name | middle initial | middle | mname' },
  { id: 'name-prefix', kind: 'enum', group: 'name-part', words: 'salutation | name prefix | honorific' },
  { id: 'name-suffix', kind: 'enum', group: 'name-part', words: 'suffix | name suffix' },
  { id: 'nickname', kind: 'name', group: 'name-part', words: 'nickname | preferred name | alias' },
  { id: 'language', kind: 'enum', words: 'language | locale | lang | language code | preferred language' },
];
