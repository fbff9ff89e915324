/** The page at `/`: what the simulated gateway holds, refreshed every two seconds. Data is set as text, never as markup. */
export const consolePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>PayTrace simulator</title>
<style>
  :root { color-scheme: light dark; --page: #f5f6f8; --card: #fff; --line: #dfe3e9; --text: #1c2430; --quiet: #5c6675; --good: #17693a; --bad: #a3221b; --calm: #37506f; }
  @media (prefers-color-scheme: dark) { :root { --page: #11151b; --card: #191f28; --line: #2c3542; --text: #e7ebf1; --quiet: #9aa5b5; --good: #7fd6a0; --bad: #ffb0a8; --calm: #a9c3e6; } }
  body { margin: 0; padding: 32px 16px; background: var(--page); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
  main { max-width: 1040px; margin: 0 auto; }
  h1 { margin: 0; font-size: 20px; font-weight: 600; }
  p { margin: 4px 0 20px; color: var(--quiet); }
  .table { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
  table { width: 100%; border-collapse: collapse; }
  th, td { padding: 9px 14px; text-align: left; white-space: nowrap; border-bottom: 1px solid var(--line); }
  tr:last-child td { border-bottom: 0; }
  th { font-size: 12px; font-weight: 500; color: var(--quiet); }
  td { font-variant-numeric: tabular-nums; }
  .amount { text-align: right; }
  .pending, .settled { color: var(--good); }
  .declined, .voided { color: var(--bad); }
  .authorized { color: var(--calm); }
  .empty { padding: 28px 14px; text-align: center; color: var(--quiet); }
</style>
</head>
<body>
<main>
  <h1>PayTrace simulator</h1>
  <p id="summary">Loading…</p>
  <div class="table" tabindex="0" role="region" aria-label="Transactions">
    <table>
      <thead><tr><th>Transaction</th><th>Time (UTC)</th><th>Type</th><th>Invoice</th><th>Card</th><th class="amount">Amount (USD)</th><th>Status</th></tr></thead>
      <tbody id="rows"></tbody>
    </table>
  </div>
</main>
<script src="/console.js"></script>
</body>
</html>
`;

export const consoleScript = `(() => {
  const rows = document.getElementById('rows');
  const cell = (text, className) => {
    const td = document.createElement('td');
    td.textContent = text;
    if (className) td.className = className;
    return td;
  };
  const line = (t) => {
    const tr = document.createElement('tr');
    const amount = t.type === 'REFUND' ? '(' + t.amount + ')' : t.amount;
    tr.append(cell(t.id), cell(t.created_at.replace('T', ' ').slice(0, 19)), cell(t.type.toLowerCase()), cell(t.invoice_id), cell(t.card), cell(amount, 'amount'), cell(t.status, t.status));
    return tr;
  };
  const refresh = async () => {
    try {
      const state = await (await fetch('/__sim/state')).json();
      document.getElementById('summary').textContent =
        state.transaction_count + ' transactions, ' + state.customer_count + ' vault customers. Gateway clock ' + state.clock.replace('T', ' ').slice(0, 19) + ' UTC. Refreshes by itself.';
      if (state.transactions.length > 0) return rows.replaceChildren(...state.transactions.map(line));
      const empty = cell('No transactions yet. Pay an order in the shop, and it appears here.', 'empty');
      empty.colSpan = 7;
      const tr = document.createElement('tr');
      tr.append(empty);
      rows.replaceChildren(tr);
    } catch {
      document.getElementById('summary').textContent = 'The simulator does not answer; trying again.';
    }
  };
  refresh();
  setInterval(refresh, 2000);
})();
`;
