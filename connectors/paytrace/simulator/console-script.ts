/** Runs in the page at `/`. Data is set as text, never as markup. */
export const consoleScript = `(() => {
  const byId = (id) => document.getElementById(id);
  const cell = (text, className) => {
    const td = document.createElement('td');
    td.textContent = text;
    if (className) td.className = className;
    return td;
  };
  const row = (...cells) => {
    const tr = document.createElement('tr');
    tr.append(...cells);
    return tr;
  };
  const fill = (id, rows, columns, whenEmpty) => {
    if (rows.length > 0) return byId(id).replaceChildren(...rows);
    const empty = cell(whenEmpty, 'empty');
    empty.colSpan = columns;
    byId(id).replaceChildren(row(empty));
  };
  const time = (iso) => iso.replace('T', ' ').slice(0, 19);
  const transaction = (t) => {
    const amount = t.type === 'REFUND' ? '(' + t.amount + ')' : t.amount;
    return row(cell(t.id), cell(time(t.created_at)), cell(t.type.toLowerCase()), cell(t.invoice_id), cell(t.card), cell(amount, 'amount'), cell(t.status, t.status));
  };
  const batch = (b) => row(cell(b.number), cell(time(b.closed_at)), cell(b.count), cell(b.net, 'amount'));
  const plan = (p) => row(cell(p.id), cell(p.customer_id), cell(p.next), cell(p.description), cell(p.amount, 'amount'));
  const refresh = async () => {
    try {
      const state = await (await fetch('/__sim/state')).json();
      byId('summary').textContent =
        state.transaction_count + ' transactions, ' + state.customer_count + ' vault customers. Gateway clock ' + time(state.clock) + ' UTC. Refreshes by itself.';
      fill('rows', state.transactions.map(transaction), 7, 'No transactions yet. Pay an order in the shop, and it appears here.');
      fill('batches', state.batches.map(batch), 4, 'No batch is closed yet.');
      fill('plans', state.recurrences.map(plan), 5, 'No recurring charges.');
    } catch {
      byId('summary').textContent = 'The simulator does not answer; trying again.';
    }
  };
  const post = async (path, body) => {
    const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    byId('done').textContent = answer.ok ? 'Done.' : 'Refused: ' + (await answer.text());
    await refresh();
  };
  byId('settle').addEventListener('click', () => post('/__sim/settle', {}));
  byId('hour').addEventListener('click', () => post('/__sim/clock', { advanceMs: 3600000 }));
  byId('day').addEventListener('click', () => post('/__sim/clock', { advanceMs: 86400000 }));
  byId('lose').addEventListener('click', () => post('/__sim/faults', { dropAnswerRate: 1 }));
  byId('behave').addEventListener('click', () => post('/__sim/faults', { clear: true }));
  refresh();
  setInterval(refresh, 2000);
})();
`;
