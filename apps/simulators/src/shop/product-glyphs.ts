/** Line drawings of the goods, by the first part of the item's number. 24 × 24, drawn with the text's colour. */
const drawings: Readonly<Record<string, string>> = {
  TUBE: '<path d="M4 15 15 4l5 5L9 20z"/><path d="M15 4c2-1 6 3 5 5"/><path d="M7.5 17.5 17 8"/>',
  ELB: '<path d="M4 5h6a9 9 0 0 1 9 9v6h-6v-6a3 3 0 0 0-3-3H4z"/><path d="M7 5v6M13 17h6"/>',
  TEE: '<path d="M3 5h18v6h-6v9H9v-9H3z"/><path d="M6 5v6M18 5v6M9 17h6"/>',
  PEX: '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="5"/><path d="M20.5 12v8.500H17"/>',
  VLV: '<path d="M3 11v8l9-4 9 4v-8l-9 4z"/><path d="M12 15V6M7 6h10"/>',
  PUMP: '<circle cx="11" cy="14" r="6"/><path d="M11 8h10v5h-4.2"/><path d="m11 14 3-2.500M11 14l-3-1M11 14v3.600M4 21h14"/>',
  TANK: '<rect x="6" y="4" width="12" height="15" rx="5"/><path d="M6 11h12M12 4V2M9 19v3M15 19v3"/>',
  HTR: '<rect x="6" y="3" width="12" height="18" rx="2"/><path d="M12 17c-2 0-3-1.3-3-3 0-2 2-2.5 2-5 2 1 4 3 4 5s-1 3-3 3z"/>',
  FLT: '<path d="M7 4h10v4H7zM8.5 8v10a3.5 3.5 0 0 0 7 0V8M3 6h4M17 6h4M8.5 12h7M8.5 15.500h7"/>',
  GAUGE: '<circle cx="12" cy="11" r="8"/><path d="m12 11 4-3M12 19v3M7 8l.8.600M12 5.500v1M5.5 12h1M17.5 12h1"/>',
  INS: '<path d="M3 14 14 3c3 0 7 4 7 7L10 21c-3 0-7-4-7-7z"/><circle cx="6.5" cy="17.5" r="2"/>',
  SOLDER:
    '<ellipse cx="12" cy="5" rx="7" ry="2.5"/><ellipse cx="12" cy="19" rx="7" ry="2.5"/><path d="M8 7.200v9.600M16 7.200v9.600M8 10h8M8 13h8M16 15c3 0 4 1 5 3"/>',
  TAPE: '<circle cx="11" cy="11" r="8"/><circle cx="11" cy="11" r="3"/><path d="M11 19h10"/>',
  HANGER: '<path d="M12 2v5"/><path d="M6 12a6 6 0 0 1 12 0 6 6 0 1 1-12 0z"/><path d="M9.5 7h5"/>',
  GLOVE:
    '<path d="M7 21v-6l-3-4 2-1.5 2 2V5a1.3 1.3 0 0 1 2.6 0v4V3.500a1.3 1.3 0 0 1 2.6 0V9 4.500a1.3 1.3 0 0 1 2.6 0V10 7a1.3 1.3 0 0 1 2.6 0v8c0 2-1 3.5-2 4.500V21z"/>',
  WRENCH: '<path d="M15 3a5 5 0 0 0-4 7l-8 8 3 3 8-8a5 5 0 0 0 7-4l-4 1-3-3z"/>',
};

const box = '<path d="m12 3 8 4v10l-8 4-8-4V7z"/><path d="m4 7 8 4 8-4M12 11v10"/>';

export function glyphOf(sku: string): string {
  const [first = '', second = ''] = sku.split('-');
  const drawing = drawings[first === 'CU' ? second : first] ?? box;
  return `<svg class="glyph" viewBox="0 0 24 24" width="28" height="28" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true">${drawing}</svg>`;
}
