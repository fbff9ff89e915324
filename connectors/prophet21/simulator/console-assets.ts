/** Look and behaviour of the console page: no request leaves the simulator's own address. */
export const consoleStyle = `
:root { color-scheme: light dark; --ink: #1c2733; --quiet: #5b6b7b; --paper: #ffffff; --line: #dfe5ea; --tint: #f6f8fa; --brand: #0f6b6b; }
@media (prefers-color-scheme: dark) { :root { --ink: #dce4ea; --quiet: #93a3b1; --paper: #171d23; --line: #2c363f; --tint: #1d252c; --brand: #58b8b3; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 13px/1.45 Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
header { padding: 20px 24px 12px; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 20px; font-weight: 600; color: var(--brand); }
header p, .count, .empty { margin: 2px 0 0; color: var(--quiet); font-size: 12px; }
main { padding: 8px 24px 40px; }
section { margin-top: 20px; }
h2 { display: inline; margin: 0; font-size: 16px; font-weight: 600; }
.count { display: inline; margin-left: 8px; }
.empty { margin-top: 8px; }
.scroll { margin-top: 8px; max-height: 420px; overflow: auto; border: 1px solid var(--line); border-radius: 6px; }
table { width: 100%; border-collapse: collapse; }
th { position: sticky; top: 0; background: var(--tint); text-align: left; font-weight: 600; color: var(--quiet); font-size: 12px; }
th, td { padding: 6px 12px; border-bottom: 1px solid var(--line); white-space: nowrap; }
tbody tr:last-child td { border-bottom: 0; }
tbody tr:hover td { background: var(--tint); }
.money { text-align: right; }
td.id { font-family: 'JetBrains Mono', ui-monospace, monospace; font-size: 12.5px; }
@media (max-width: 480px) { header, main { padding-left: 12px; padding-right: 12px; } }
`;

/** Scroll positions survive a refresh, and an unchanged page is left alone under the pointer. */
export const consoleScript = `
const main = document.getElementById('documents');
let shown = '';
async function refresh() {
  try {
    const html = await (await fetch('/__sim/console')).text();
    if (html !== shown) {
      const offsets = [...main.querySelectorAll('.scroll')].map((box) => [box.scrollTop, box.scrollLeft]);
      main.innerHTML = html;
      main.querySelectorAll('.scroll').forEach((box, index) => {
        [box.scrollTop, box.scrollLeft] = offsets[index] ?? [0, 0];
      });
      shown = html;
    }
  } finally {
    setTimeout(refresh, 1500);
  }
}
refresh();
`;
