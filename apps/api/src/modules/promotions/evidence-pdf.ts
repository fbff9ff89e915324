import type { PromotionEvidence } from '@penstock/contracts';
import PDFDocument from 'pdfkit';

const margin = 56;
const colours = { text: '#1f2933', dim: '#616e7c', rule: '#cbd2d9' };

/** The evidence on paper: the same facts as the JSON, in reading order. Built-in fonts, so nothing is looked for at run time. */
export function evidencePdf(evidence: PromotionEvidence): Promise<Buffer> {
  const { promotion } = evidence;
  const pdf = new PDFDocument({ size: 'A4', margin, bufferPages: true, info: { Title: `Promotion ${promotion.id}`, Author: 'Penstock', CreationDate: new Date(evidence.exportedAt) } });
  const done = collected(pdf);
  new EvidencePages(pdf, evidence).write();
  pdf.end();
  return done;
}

function collected(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
}

class EvidencePages {
  constructor(
    private readonly pdf: PDFKit.PDFDocument,
    private readonly evidence: PromotionEvidence,
  ) {}

  write(): void {
    this.summary();
    this.differences();
    this.checks();
    this.shadow();
    this.connections();
    this.hashes();
    this.audit();
    this.pageNumbers();
  }

  private summary(): void {
    const { promotion, organization } = this.evidence;
    const { package: content } = promotion;
    const what = promotion.kind === 'rollback' ? 'Rollback' : 'Promotion';
    this.pdf.font('Helvetica-Bold').fontSize(16).fillColor(colours.text).text(printable(`${what} of “${content.flow.name}” to ${content.target.name}`));
    this.pdf.moveDown(0.5);
    this.facts([
      ['Organisation', organization],
      ['Version', `${content.version.number}, made by ${content.version.createdBy} on ${content.version.createdAt}${content.version.note === '' ? '' : `: ${content.version.note}`}`],
      ['Ran before', content.base ? `version ${content.base.number}` : 'nothing'],
      ['Asked for by', `${promotion.requestedBy} on ${promotion.requestedAt}: ${promotion.note}`],
      ['Involved', promotion.involved.join(', ')],
      ['Decided by', promotion.decidedBy === null ? 'nobody yet' : `${promotion.decidedBy} on ${promotion.decidedAt ?? ''}: ${promotion.decisionReason ?? ''}`],
      ['Status', promotion.deployedAt === null ? promotion.status : `${promotion.status} on ${promotion.deployedAt}`],
    ]);
  }

  private differences(): void {
    const { differences, counts } = this.evidence.promotion.package;
    this.heading(`Differences (${counts.behaviour} in behaviour, ${counts.wording} in wording, ${counts.layout} in layout)`);
    this.list(differences.filter(({ weight }) => weight !== 'layout').map(({ sentence }) => sentence), 'None.');
  }

  private checks(): void {
    this.heading('Checks');
    for (const { title, status, detail, items } of this.evidence.promotion.package.checks) {
      this.line(`${status.toUpperCase()}  ${title}: ${detail}`);
      this.list(items.map(({ message }) => message), '');
    }
  }

  private shadow(): void {
    const { shadow } = this.evidence.promotion.package;
    this.heading('Shadow run');
    if (!shadow) return this.line('None was made.');
    const sums = (money: typeof shadow.moneyBefore): string => money.map(({ amount, currency, kind }) => `${amount} ${currency} (${kind})`).join(', ') || 'nothing';
    this.line(`${shadow.compared} recorded runs: ${shadow.identical} the same, ${shadow.different} different, ${shadow.leftOut} left out.`);
    this.line(`Money moved: ${sums(shadow.moneyBefore)} as recorded, ${sums(shadow.moneyAfter)} by this version.`);
    this.list(shadow.examples.flatMap(({ runId, changes }) => changes.map((change) => `${runId}: ${change}`)), '');
  }

  private connections(): void {
    this.heading('Connections and reference data');
    const { bindings, referenceData } = this.evidence.promotion.package;
    this.list(
      [...bindings.map(({ slot, connectionName, fingerprint }) => `${slot}: ${connectionName ?? 'none'} (${fingerprint ?? ''})`), ...referenceData.map(({ name, revision }) => `table ${name}, revision ${revision}`)],
      'None are used.',
    );
  }

  private hashes(): void {
    const { promotion, verification } = this.evidence;
    this.heading('Hashes and signature');
    this.facts([
      ['Version', promotion.package.version.hash],
      ['Package', promotion.packageHash],
      ['Signature', promotion.signature],
      ['Key', verification.keyFingerprint],
      ['Verified', verification.isValid ? 'hash, signature and version agree' : 'NOT VALID'],
    ]);
  }

  private audit(): void {
    this.heading('Audit entries');
    this.list(this.evidence.audit.map(({ number, at, actor, action, hash }) => `${number}  ${at}  ${actor}  ${action}  ${hash.slice(0, 16)}`), 'None.');
  }

  private pageNumbers(): void {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.pdf.switchToPage(page);
      this.pdf.page.margins.bottom = 0;
      const text = `Exported ${this.evidence.exportedAt} by ${this.evidence.exportedBy}, page ${page - start + 1} of ${count}`;
      this.pdf.font('Helvetica').fontSize(8).fillColor(colours.dim).text(printable(text), margin, this.pdf.page.height - 36, { lineBreak: false });
    }
  }

  private heading(text: string): void {
    this.pdf.moveDown(0.8).font('Helvetica-Bold').fontSize(11).fillColor(colours.text).text(printable(text));
    this.pdf.moveTo(margin, this.pdf.y + 2).lineTo(this.pdf.page.width - margin, this.pdf.y + 2).strokeColor(colours.rule).stroke();
    this.pdf.moveDown(0.4);
  }

  private line(text: string): void {
    this.pdf.font('Helvetica').fontSize(9).fillColor(colours.text).text(printable(text));
  }

  private list(lines: readonly string[], none: string): void {
    if (lines.length === 0 && none !== '') return this.line(none);
    for (const text of lines) this.pdf.font('Helvetica').fontSize(9).fillColor(colours.text).text(printable(`- ${text}`), { indent: 8 });
  }

  private facts(pairs: readonly (readonly [string, string])[]): void {
    for (const [name, value] of pairs) {
      this.pdf.font('Helvetica-Bold').fontSize(9).fillColor(colours.dim).text(`${name}: `, { continued: true });
      this.pdf.font('Helvetica').fillColor(colours.text).text(printable(value));
    }
  }
}

/** The built-in fonts know the letters of Western Europe; what they do not know is shown as a question mark. */
const printable = (text: string): string =>
  text
    .replaceAll('→', '->')
    .replaceAll('−', '-')
    .replace(/[^\n\x20-\x7e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac]/g, '?');
