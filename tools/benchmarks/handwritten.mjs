// What a good engineer writes in an afternoon for this one integration: receive a signed event, store it durably before
// the 2xx, map it, post the journal to Prophet 21, record the result durably. Batched statements, keep-alive
// connections, prepared queries; no ledger of intents, no look-ups, no versions, nothing to see.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { Pool as HttpPool } from 'undici';

const { DATABASE_URL, PORT, BENCH_SECRET, PROPHET21_URL, INTAKE_ONLY } = process.env;
const key = Buffer.from(BENCH_SECRET.replace(/^whsec_/, ''), 'base64');
const database = new pg.Pool({ connectionString: DATABASE_URL, max: 6 });
await database.query('create table if not exists payment (key text primary key, body text not null, received_at timestamptz not null default now(), result text)');
const erp = new HttpPool(PROPHET21_URL, { connections: 64, pipelining: 1 });
const token = await fetchToken();

const storeEvents = batched(async (items) => {
  await database.query({
    name: 'store',
    text: 'insert into payment (key, body) select * from unnest($1::text[], $2::text[]) order by 1 on conflict do nothing',
    values: [items.map((item) => item.key), items.map((item) => item.body)],
  });
});
const storeResults = batched(async (items) => {
  await database.query({
    name: 'result',
    text: 'update payment p set result = r.result from unnest($1::text[], $2::text[]) r(key, result) where p.key = r.key',
    values: [items.map((item) => item.key), items.map((item) => item.result)],
  });
});

createServer((request, response) => {
  if (request.method === 'GET') return response.end('ready');
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => void receive(request, Buffer.concat(chunks)).then((status) => response.writeHead(status).end()));
}).listen(Number(PORT), '127.0.0.1');

async function receive({ headers }, body) {
  const signed = createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`).update(body).digest();
  const given = Buffer.from(String(headers['webhook-signature']).replace('v1,', ''), 'base64');
  if (given.length !== signed.length || !timingSafeEqual(given, signed)) return 401;
  const text = body.toString('utf8');
  const { payment } = JSON.parse(text);
  await storeEvents({ key: payment.id, body: text });
  if (!INTAKE_ONLY) void post(payment);
  return 202;
}

async function post(payment) {
  const answer = await erp.request({
    method: 'POST',
    path: '/api/accounting/gl/',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(journalOf(payment)),
  });
  const result = await answer.body.text();
  if (answer.statusCode !== 200) throw new TypeError(`Prophet 21 answered ${answer.statusCode}: ${result.slice(0, 200)}`);
  await storeResults({ key: payment.id, result });
}

function journalOf(payment) {
  const [month, day, year] = payment.created.split('/');
  const line = (AccountNumber, Amount) => ({
    CompanyNo: 'HSC',
    AccountNumber,
    Period: Number(month),
    YearForPeriod: Number(year),
    JournalId: 'AC',
    Amount: Number(Amount),
    ForeignAmount: Number(Amount),
    Description: `${payment.customer.first_name} ${payment.customer.last_name} PT-${payment.transaction_id}`,
    Source: payment.id,
    TransactionDate: `${year}-${month}-${day}T00:00:00`,
  });
  return [line('11150010', payment.amount), line(payment.type === 'service' ? '40100010' : '40900010', `-${payment.amount}`)];
}

async function fetchToken() {
  const answer = await erp.request({
    method: 'POST',
    path: '/api/security/token/v2',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ username: process.env.PROPHET21_USER ?? 'penstock', password: process.env.PROPHET21_PASSWORD ?? 'hollander-demo' }),
  });
  return JSON.parse(await answer.body.text()).AccessToken;
}

/** Group commit: everything that gathers while a statement is under way goes out with the next one. */
function batched(write) {
  let waiting = [];
  let busy = 0;
  const flush = async () => {
    busy += 1;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, 256);
      await write(batch.map(({ item }) => item)).then(
        () => batch.forEach(({ resolve }) => resolve()),
        (error) => batch.forEach(({ reject }) => reject(error)),
      );
    }
    busy -= 1;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (busy < 2) setImmediate(flush);
    });
}

process.once('SIGTERM', () => process.exit(0));
if (process.send) process.once('disconnect', () => process.exit(0));
