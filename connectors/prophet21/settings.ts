import { z } from 'zod';
import { serviceMap } from './service-map';

/** P21's own `varchar(8)` and `varchar(30)` limits; a longer value is refused by P21 at the field. */
const COMPANY_LENGTH = 8;
const TAKER_LENGTH = 30;

export const signIns = ['user', 'user-headers', 'consumer-key'] as const;
export type SignIn = (typeof signIns)[number];

const settingsFields = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).meta({
    title: 'Middleware address',
    description:
      'For a hosted tenant `https://<tenant>-api.epicordistribution.com`; on your own servers the address of the P21 middleware. Without a path.',
  }),
  signIn: z.enum(signIns).default('user').meta({
    title: 'Sign-in',
    description:
      '`user`: name and password (token v2). `user-headers`: the same by the older token call, for middlewares without v2. `consumer-key`: a key from SOA Admin, entered in place of the password.',
  }),
  username: z.string().min(1).optional().meta({
    title: 'API user',
    description:
      'A P21 user of its own for Penstock, with "Allow OData API Service" switched on. With a consumer key: whom P21 names as author; without one its install user.',
  }),
  companyId: z.string().min(1).max(COMPANY_LENGTH).meta({
    title: 'Company ID',
    options: 'companies',
    description: 'The P21 company that is read and written. One connection works on one company.',
  }),
  uiServerUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      title: 'UI server address',
      description:
        'The connection test shows it. Filled in, every transaction saves one call; left empty, P21 is asked each time.',
    }),
  defaultLocationId: z.string().min(1).max(COMPANY_LENGTH).optional().meta({
    title: 'Default location',
    options: 'locations',
    description: 'Sales and source location of orders that name none. P21 cannot work out the tax without one.',
  }),
  taker: z.string().min(1).max(TAKER_LENGTH).optional().meta({
    title: 'Order taker',
    description: 'The P21 user shown as taker of orders. Default: the API user, where there is one.',
  }),
  timezone: z.string().min(1).default('America/New_York').meta({
    title: 'Time zone of the company',
    description: 'Decides which business date "today" is, e.g. `America/Chicago`.',
  }),
  transactionFormat: z.enum(['json', 'xml']).default('json').meta({
    title: 'Form of transactions',
    description: 'How windows are posted to. `xml` only where a proxy or an older build does not take JSON.',
  }),
  entityUpdates: z.enum(['whole-record', 'changes-only']).default('whole-record').meta({
    title: 'How master data is changed',
    description:
      '`whole-record` reads the record and sends it back with the changes. `changes-only` sends the changes alone; whether P21 then keeps the rest is not documented, so try it in the test company first.',
  }),
  readBack: z.enum(['always', 'when-needed']).default('always').meta({
    title: 'Read back what was written',
    description:
      '`always` reads every order, receipt and journal again before a step counts as done. `when-needed` only does so when P21 gave no number.',
  }),
  checkPeriod: z.enum(['before-posting', 'never']).default('before-posting').meta({
    title: 'Check that the period is open',
    description:
      'One more read before a journal, or a receipt that names its period. Needs permission for table `periods`.',
  }),
  serviceMap: serviceMap.default({}).meta({
    title: 'Service map',
    description:
      'Which P21 services and fields to use where they differ from one installation to the next. Use "Discover services" to fill it in.',
  }),
});

export const prophet21Settings = settingsFields.refine(
  ({ signIn, username }) => signIn === 'consumer-key' || username !== undefined,
  { message: 'Enter the API user, or sign in with a consumer key.', path: ['username'] },
);

export type Prophet21Settings = z.infer<typeof prophet21Settings>;
