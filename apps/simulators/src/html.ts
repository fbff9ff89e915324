import type { SimulatorReply } from '@penstock/connector-sdk/simulator';

/** Text that a page may show. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The colours of the product's own pages. */
const style = `
:root { color-scheme: light dark; --page: #f5f6f8; --surface: #fff; --sunken: #f0f2f5; --border: #e3e7ec; --strong: #cfd6de; --text: #1b2430; --dimmed: #566170; --brand: #0f6b63; --brand-text: #0f6b63; --brand-soft: #e7f5f3; --failed: #b42318; --succeeded: #1a7340; }
@media (prefers-color-scheme: dark) { :root { --page: #171a1f; --surface: #1d2126; --sunken: #15181c; --border: #2d343c; --strong: #3d4650; --text: #dbe0e7; --dimmed: #9aa5b2; --brand: #137d73; --brand-text: #62c4ba; --brand-soft: #16302f; --failed: #ff8a7f; --succeeded: #63c98a; } }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.5 'Inter Variable', Inter, system-ui, sans-serif; color: var(--text); background: var(--page); font-variant-numeric: tabular-nums; }
.top { display: flex; align-items: baseline; flex-wrap: wrap; gap: 2px 12px; padding: 16px 24px; background: var(--surface); border-bottom: 1px solid var(--border); }
h1 { margin: 0; font-size: 20px; font-weight: 600; } h2 { margin: 0 0 12px; font-size: 16px; font-weight: 600; }
.top p { margin: 0; color: var(--dimmed); }
main { max-width: 1180px; margin: 0 auto; padding: 24px; }
a { color: var(--brand-text); text-underline-offset: 3px; }
.panel { background: var(--surface); border: 1px solid var(--border); border-radius: 6px; padding: 16px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; color: var(--dimmed); font-weight: 500; font-size: 12px; }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--border); vertical-align: top; } tr:last-child td { border-bottom: 0; }
.amount { text-align: right; white-space: nowrap; padding-right: 0; }
.mono { font-family: 'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, monospace; font-size: 12.5px; }
.dimmed { color: var(--dimmed); }
:focus-visible { outline: 2px solid var(--brand-text); outline-offset: 2px; }
@media (max-width: 480px) { main, .top { padding-left: 12px; padding-right: 12px; } }
`;

export interface PageOptions {
  readonly lead?: string;
  readonly extraStyle?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function htmlPage(
  title: string,
  parts: readonly string[],
  { lead = '', extraStyle = '', headers = {} }: PageOptions = {},
): SimulatorReply {
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}${extraStyle}</style>
</head>
<body>
<header class="top"><h1>${escapeHtml(title)}</h1>${lead === '' ? '' : `<p>${escapeHtml(lead)}</p>`}</header>
<main>${parts.join('')}</main>
</body>
</html>
`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

export interface TextTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly empty: string;
}

/** A table whose cells are text. */
export function table({ heads, rows, empty }: TextTable): string {
  if (rows.length === 0) return `<div class="panel dimmed">${escapeHtml(empty)}</div>`;
  const headRow = heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('');
  const bodyRows = rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
    .join('');
  return `<div class="panel scroll" tabindex="0" role="region" aria-label="Messages"><table><thead><tr>${headRow}</tr></thead><tbody>${bodyRows}</tbody></table></div>`;
}
