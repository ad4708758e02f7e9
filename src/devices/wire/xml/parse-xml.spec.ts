import { MalformedXml } from './malformed-xml.js';
import { parseXml } from './parse-xml.js';
import { childrenNamed, descend, type XmlElement } from './xml-element.js';

const LIMITS = { maxDepth: 8, maxTags: 50 };
const TT = 'http://www.onvif.org/ver10/schema';

const parse = (source: string): XmlElement => parseXml(source, LIMITS);

describe('parseXml', () => {
  it('names elements by URI: by prefix, by default namespace, redeclared inside', () => {
    const root = parse(
      '<a:r xmlns:a="u1" xmlns="u2"><b/><a:c xmlns:a="u3"><a:d/></a:c><a:e/><f xmlns=""/></a:r>',
    );
    expect(flatten(root)).toEqual(['u1 r', 'u2 b', 'u3 c', 'u3 d', 'u1 e', ' f']);
  });

  it('gives an undeclared prefix a namespace that matches nothing', () => {
    expect(parse('<x:a/>').namespace).toBe('undeclared:x');
  });

  it('keeps text as text, trimmed, with references and CDATA resolved once', () => {
    const root = parse('<a>\n 1.10 &amp;lt; &#x5b88;<!---->&#26395; <![CDATA[<&amp;>]]>\n</a>');
    expect(root.text).toBe('1.10 &lt; 守望 <&amp;>');
  });

  it.each([
    ['a bare ampersand, as in many stream URIs', 'rtsp://c/?a=1&b=2'],
    ['an entity nobody declared', '&lol;'],
    ['a reference to no character', '&#0;&#xD800;&#x110000;'],
  ])('leaves %s as it is', (_name, text) => {
    expect(parse(`<a>${text}</a>`).text).toBe(text);
  });

  it('reads attributes in either kind of quotes, without their prefixes', () => {
    const root = parse(`<a x:token = 'p"1' Gov="50"\n other=">"/>`);
    expect(['token', 'Gov', 'other', 'none'].map((name) => root.attribute(name))).toEqual([
      'p"1',
      '50',
      '>',
      undefined,
    ]);
  });

  it('skips declaration, comments, byte order mark padding and what follows the root', () => {
    expect(parse('\n<?xml version="1.0"?><!-- <a> --><a>x<!--y-->z</a>\0\0junk').text).toBe('xz');
  });

  it.each([
    ['nothing', '', 'it is not XML'],
    ['plain text', 'Unauthorized', 'it is not XML'],
    ['text before the root', 'oops <a/>', 'it does not begin with an element'],
    [
      'a document type',
      '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      'it declares a document type or entities',
    ],
    ['an entity declaration inside', '<a><!ENTITY b "c"></a>', 'it declares a document type or entities'],
    ['crossed tags', '<a><b></a></b>', 'its tags cross'],
    ['a stray end tag', '</a>', 'its tags cross'],
    ['a missing end tag', '<a><b></b>', 'it breaks off'],
    ['an endless comment', '<a><!-- ', 'it breaks off'],
    ['an attribute without a value', '<a b></a>', 'a tag is broken'],
    ['a tag cut off', '<a b="c', 'a tag is broken'],
    ['a tag without a name', '<a>< b/></a>', 'a tag has no name'],
    ['more levels than allowed', '<a>'.repeat(9), 'it is nested too deeply'],
    ['more elements than allowed', `<a>${'<b/>'.repeat(50)}</a>`, 'it has too many elements'],
  ])('refuses %s', (_name, source, message) => {
    expect(() => parse(source)).toThrow(new MalformedXml(message));
  });

  it.each([
    ['200,000 nested tags', '<a>'.repeat(200_000)],
    ['a namespace on every tag', `<a>${'<b xmlns:p="u"/>'.repeat(100_000)}`],
    ['a megabyte of blanks in a tag', `<a${' '.repeat(1_000_000)}`],
    ['a megabyte of attribute name', `<a ${'b'.repeat(1_000_000)}`],
    ['a megabyte of open brackets', '<'.repeat(1_000_000)],
    ['a megabyte of unfinished references', `<a>${'&#x'.repeat(300_000)}</b>`],
    ['a megabyte of comment starts', `<a>${'<!--'.repeat(250_000)}`],
    ['200,000 attributes', `<a ${'b="c" '.repeat(200_000)}`],
  ])('refuses %s in linear time', (_name, source) => {
    const before = process.cpuUsage();
    expect(() => parseXml(source, { maxDepth: 64, maxTags: 200_000 })).toThrow(MalformedXml);
    // A reader that looks back would take minutes.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });
});

describe('childrenNamed', () => {
  const root = parse(
    `<r xmlns:tt="${TT}" xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:v="urn:vendor">
       <v:Uri>vendor</v:Uri><trt:Uri>sloppy</trt:Uri><tt:Uri>exact</tt:Uri><v:Only/><trt:Name>n</trt:Name></r>`,
  );

  it('prefers the right namespace', () => {
    expect(childrenNamed(root, TT, 'Uri').map(({ text }) => text)).toEqual(['exact']);
  });

  it('takes another ONVIF namespace where the right one is missing, never a vendor’s', () => {
    expect(descend(root, TT, 'Name')?.text).toBe('n');
    expect(descend(root, TT, 'Only')).toBeUndefined();
  });
});

function flatten(element: XmlElement): string[] {
  return [`${element.namespace} ${element.name}`, ...element.children.flatMap(flatten)];
}
