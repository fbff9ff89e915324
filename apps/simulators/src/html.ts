import type { SimulatorReply } from '@penstock/connector-sdk/simulator';

/** Text that a page may show. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const style = `
:root { color-scheme: light dark; --ink: #1e293b; --muted: #64748b; --line: #e2e8f0; --paper: #fff; --ground: #f4f6f8; --brand: #0f6e63; }
@media (prefers-color-scheme: dark) { :root { --ink: #e2e8f0; --muted: #94a3b8; --line: #334155; --paper: #1c232d; --ground: #14191f; --brand: #35b3a3; } }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.5 Inter, system-ui, sans-serif; color: var(--ink); background: var(--ground); font-variant-numeric: tabular-nums; }
header { display: flex; align-items: center; gap: 12px; padding: 14px 24px; background: var(--paper); border-bottom: 1px solid var(--line); }
header h1 { margin: 0; font-size: 18px; } header p { margin: 0; color: var(--muted); }
main { max-width: 1120px; margin: 24px auto; padding: 0 24px; }
h2 { font-size: 16px; margin: 0 0 12px; }
a { color: var(--brand); }
.panel { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 16px; margin-bottom: 16px; }
table { width: 100%; border-collapse: collapse; } th { text-align: left; color: var(--muted); font-weight: 600; font-size: 12px; }
th, td { padding: 8px; border-bottom: 1px solid var(--line); } td.amount, th.amount { text-align: right; }
button { font: inherit; height: 32px; padding: 0 14px; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: var(--ink); cursor: pointer; }
button.primary { background: var(--brand); border-color: var(--brand); color: #fff; height: 38px; font-weight: 600; }
@media (prefers-color-scheme: dark) { button.primary { color: #06201d; } }
button:disabled { opacity: .55; cursor: default; } button:focus-visible, select:focus-visible, input:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; }
select, input { font: inherit; height: 32px; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: var(--ink); padding: 0 8px; }
`;

export function htmlPage(title: string, parts: readonly string[], options: { readonly lead?: string; readonly extraStyle?: string } = {}): SimulatorReply {
  const { lead = '', extraStyle = '' } = options;
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}${extraStyle}</style></head>
<body><header><h1>${escapeHtml(title)}</h1><p>${escapeHtml(lead)}</p></header><main>${parts.join('')}</main></body></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** A table whose cells are text. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '<div class="panel">Nothing here yet.</div>';
  const cells = (names: readonly string[], tag: 'th' | 'td') => names.map((name) => `<${tag}>${escapeHtml(name)}</${tag}>`).join('');
  return `<div class="panel"><table><thead><tr>${cells(heads, 'th')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table></div>`;
}
