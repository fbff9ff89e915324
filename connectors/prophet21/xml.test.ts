import { jsonOfXml, parseXml } from './xml';

const json = (xml: string) => {
  const root = parseXml(xml);
  return root && jsonOfXml(root);
};

describe('XML of P21', () => {
  test('has collections where a name is the plural of its members, holds texts, or is an array of something', () => {
    expect(
      json(`<?xml version="1.0"?><Result xmlns:a="arrays" xmlns:i="instance">
        <Keys><a:string>item_id</a:string></Keys><Rows><Row><Name>x</Name></Row></Rows>
        <ArrayOfLine><Line><No>1</No></Line><Line><No>2</No></Line></ArrayOfLine></Result>`),
    ).toEqual({ Keys: ['item_id'], Rows: [{ Name: 'x' }], ArrayOfLine: [{ No: '1' }, { No: '2' }] });
  });

  test('keeps a nil apart from an empty text', () => {
    expect(json('<R><A i:nil="true" /><B></B></R>')).toEqual({ A: null, B: '' });
  });

  test('decodes entities and character references, and takes CDATA as it stands', () => {
    expect(json('<R>&lt;b&gt; &#65;&#x42; &unknown; <![CDATA[<c> &amp;]]></R>')).toBe('<b> AB &unknown; <c> &amp;');
  });

  test.each([
    ['two roots', '<a/><b/>'],
    ['text beside the root', 'x<a/>'],
    ['crossed tags', '<a><b></a></b>'],
    ['an unclosed tag', '<a><b/>'],
    ['a stray end', '</a>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['endless depth', '<a>'.repeat(100) + '</a>'.repeat(100)],
    ['no XML', 'Service Unavailable'],
  ])('with %s is refused', (_, xml) => {
    expect(parseXml(xml)).toBeUndefined();
  });
});
