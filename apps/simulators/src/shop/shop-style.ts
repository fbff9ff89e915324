export const shopStyle = `
.shop { display: grid; grid-template-columns: minmax(0, 1fr) 368px; gap: 24px; align-items: start; }
.goods { display: grid; grid-template-columns: repeat(auto-fill, minmax(216px, 1fr)); gap: 12px; margin: 0; padding: 0; list-style: none; }
.good { display: grid; grid-template-columns: auto 1fr; gap: 10px 12px; padding: 14px; background: var(--surface); border: 1px solid var(--border); border-radius: 6px; }
.good h3 { margin: 0; font-size: 14px; font-weight: 500; line-height: 1.4; }
.good .mono { color: var(--dimmed); font-size: 12px; }
.glyph { flex: none; padding: 6px; width: 40px; height: 40px; color: var(--brand-text); background: var(--brand-soft); border-radius: 6px; }
.good footer { grid-column: 1 / -1; display: flex; align-items: center; justify-content: space-between; align-self: end; }
.price { font-weight: 600; } .price small { font-weight: 400; color: var(--dimmed); }
button { font: inherit; min-height: 32px; padding: 0 14px; color: var(--text); background: var(--surface); border: 1px solid var(--strong); border-radius: 6px; cursor: pointer; transition: border-color .12s, background-color .12s; }
button:hover { border-color: var(--brand-text); }
button:disabled { cursor: default; opacity: .55; border-color: var(--strong); }
button.primary { width: 100%; min-height: 40px; margin-top: 12px; font-weight: 600; color: #fff; background: var(--brand); border-color: var(--brand); }
.side { position: sticky; top: 16px; display: grid; gap: 16px; }
.cart-lines { margin: 0; padding: 0; list-style: none; }
.cart-lines li { display: grid; grid-template-columns: 1fr auto auto; gap: 4px 12px; align-items: center; padding: 8px 0; border-bottom: 1px solid var(--border); }
.cart-lines .sum { min-width: 64px; text-align: right; }
.stepper { display: inline-flex; align-items: center; border: 1px solid var(--strong); border-radius: 6px; }
.stepper button { min-height: 28px; width: 28px; padding: 0; border: 0; background: transparent; }
.stepper .count { min-width: 24px; text-align: center; }
.empty { margin: 0; padding: 6px 0 10px; color: var(--dimmed); }
.total { display: flex; justify-content: space-between; margin: 12px 0 0; font-size: 16px; font-weight: 600; }
.field { display: block; margin: 16px 0 4px; font-weight: 500; }
select { width: 100%; min-height: 36px; padding: 0 8px; font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--strong); border-radius: 6px; }
#pt_hpf_form { min-height: 270px; margin: 8px -2px 0; }
/* The gateway's script pins the frame to light; its page follows the reader's colours, and only equal schemes stay transparent. */
#pt_hpf_form iframe { color-scheme: light dark !important; }
.note { margin: 10px 0 0; font-size: 12px; color: var(--dimmed); }
#message { min-height: 21px; margin: 10px 0 0; color: var(--failed); }
#message:empty { min-height: 0; margin: 0; }
.orders { margin-top: 24px; }
.state { display: inline-flex; align-items: center; gap: 6px; white-space: nowrap; } .state::before { content: ''; width: 8px; height: 8px; border-radius: 50%; background: var(--strong); }
.state.delivered::before { background: var(--succeeded); }
.narrow { max-width: 640px; margin: 0 auto; } .narrow .panel { padding: 24px; }
.next { display: flex; flex-wrap: wrap; gap: 8px 20px; margin: 20px 0 0; padding: 16px 0 0; border-top: 1px solid var(--border); }
@media (max-width: 900px) { .shop { grid-template-columns: minmax(0, 1fr); } .side { position: static; } }
@media (prefers-reduced-motion: reduce) { button { transition: none; } }
`;
