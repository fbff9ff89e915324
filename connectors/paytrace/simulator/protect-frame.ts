/** The card form. The test numbers are the ones that public client tests use against the real sandbox. */
export const protectFrame = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Card details</title>
<style>
  :root { color-scheme: light dark; --line: #c9ced6; --text: #1c2430; --quiet: #5c6675; --field: #fff; --focus: #2457c5; --bad: #b3261e; }
  @media (prefers-color-scheme: dark) { :root { --line: #3b4452; --text: #e7ebf1; --quiet: #9aa5b5; --field: #171c24; --focus: #8fb0ff; --bad: #ffb4ab; } }
  * { box-sizing: border-box; }
  html { background: transparent; }
  body { margin: 0; padding: 2px; color: var(--text); font: 15px/1.4 system-ui, sans-serif; }
  form { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
  label { display: grid; gap: 4px; font-size: 13px; font-weight: 500; color: var(--quiet); }
  .wide { grid-column: 1 / -1; }
  input { width: 100%; padding: 10px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--field); color: var(--text); font: inherit; font-size: 16px; font-variant-numeric: tabular-nums; }
  input:focus-visible, button:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; border-color: var(--focus); }
  input[aria-invalid='true'] { border-color: var(--bad); }
  #problem { min-height: 1.4em; margin: 0; font-size: 13px; color: var(--bad); }
  fieldset { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 8px 12px 12px; border: 1px dashed var(--line); border-radius: 8px; }
  legend { padding: 0 4px; font-size: 12px; color: var(--quiet); }
  button { padding: 6px 12px; border: 1px solid var(--line); border-radius: 999px; background: transparent; color: inherit; font: inherit; font-size: 13px; cursor: pointer; }
  button:hover { border-color: var(--focus); }
</style>
</head>
<body>
<form autocomplete="off" novalidate>
  <label class="wide">Card number <input id="number" inputmode="numeric" autocomplete="cc-number" placeholder="0000 0000 0000 0000"></label>
  <label>Expires <input id="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY"></label>
  <label>Security code <input id="csc" inputmode="numeric" autocomplete="cc-csc" placeholder="CSC"></label>
  <p id="problem" class="wide" role="alert"></p>
  <fieldset class="wide">
    <legend>Simulated gateway: test cards</legend>
    <button type="button" data-number="4012000098765439" data-csc="999">Visa approved</button>
    <button type="button" data-number="5499740000000057" data-csc="998">Amount 0.29 declines</button>
  </fieldset>
</form>
<script src="/protect/frame.js"></script>
</body>
</html>
`;
