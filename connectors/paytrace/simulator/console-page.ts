/** The page at `/`: what the simulated gateway holds, refreshed every two seconds, and its most used switches. */
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
  h2 { margin: 28px 0 8px; font-size: 15px; font-weight: 600; }
  .switches { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-bottom: 20px; }
  button { padding: 6px 12px; font: inherit; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: 8px; cursor: pointer; }
  button:hover { border-color: var(--quiet); }
  .empty { padding: 28px 14px; text-align: center; color: var(--quiet); }
</style>
</head>
<body>
<main>
  <h1>PayTrace simulator</h1>
  <p id="summary">Loading…</p>
  <div class="switches">
    <button type="button" id="settle">Close the batch now</button>
    <button type="button" id="hour">Clock: an hour on</button>
    <button type="button" id="day">Clock: a day on</button>
    <button type="button" id="lose">Lose every answer</button>
    <button type="button" id="behave">Behave</button>
    <span id="done" role="status"></span>
  </div>
  <div class="table" tabindex="0" role="region" aria-label="Transactions">
    <table>
      <thead><tr><th>Transaction</th><th>Time (UTC)</th><th>Type</th><th>Invoice</th><th>Card</th><th class="amount">Amount (USD)</th><th>Status</th></tr></thead>
      <tbody id="rows"></tbody>
    </table>
  </div>
  <h2>Batches</h2>
  <div class="table" tabindex="0" role="region" aria-label="Batches">
    <table>
      <thead><tr><th>Batch</th><th>Closed (UTC)</th><th>Transactions</th><th class="amount">Net (USD)</th></tr></thead>
      <tbody id="batches"></tbody>
    </table>
  </div>
  <h2>Recurring charges</h2>
  <div class="table" tabindex="0" role="region" aria-label="Recurring charges">
    <table>
      <thead><tr><th>Plan</th><th>Customer</th><th>Next</th><th>Reference</th><th class="amount">Amount (USD)</th></tr></thead>
      <tbody id="plans"></tbody>
    </table>
  </div>
</main>
<script src="/console.js"></script>
</body>
</html>
`;
