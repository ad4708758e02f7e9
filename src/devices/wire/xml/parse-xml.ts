import { decodeReferences } from './decode-references.js';
import { MalformedXml } from './malformed-xml.js';
import { OUTERMOST_SCOPE, resolveTag, type NamespaceScope } from './namespace-scope.js';
import type { XmlElement } from './xml-element.js';

export interface XmlLimits {
  readonly maxDepth: number;
  readonly maxTags: number;
}

/**
 * Reads one document in a single pass without recursion: time is linear in the length, whatever a device sends. What
 * follows the root's end tag is not looked at (some devices pad with NULs). Throws `MalformedXml`.
 *
 * Why not fast-xml-parser: it knows no namespaces, lets unclosed and crossed tags pass, and takes 0.1 ms for one clock
 * answer, a third of what a whole heartbeat may cost.
 */
export function parseXml(source: string, limits: XmlLimits): XmlElement {
  return new XmlReader(source, limits).read();
}

const NAME = /[^\s/>=<"'&]+/y;
const ATTRIBUTE = /\s+([^\s/>=<"'&]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const TAG_END = /\s*(\/?)>/y;
const NO_CHILDREN: readonly XmlElement[] = [];

interface OpenElement {
  readonly element: BuiltElement;
  readonly tag: string;
  readonly scope: NamespaceScope;
}

class BuiltElement implements XmlElement {
  text = '';
  children: readonly XmlElement[] = NO_CHILDREN;

  constructor(
    readonly namespace: string,
    readonly name: string,
    private readonly attributes: ReadonlyMap<string, string> | null,
  ) {}

  attribute(name: string): string | undefined {
    return this.attributes?.get(name);
  }

  adopt(child: XmlElement): void {
    if (this.children === NO_CHILDREN) this.children = [child];
    else (this.children as XmlElement[]).push(child);
  }
}

class XmlReader {
  private at = 0;
  private tags = 0;
  private root: BuiltElement | null = null;
  private readonly open: OpenElement[] = [];

  constructor(
    private readonly source: string,
    private readonly limits: XmlLimits,
  ) {}

  read(): XmlElement {
    while (this.root === null || this.open.length > 0) this.readNext();
    return this.root;
  }

  private readNext(): void {
    const mark = this.source.indexOf('<', this.at);
    if (mark < 0) throw new MalformedXml(this.root ? 'it breaks off' : 'it is not XML');
    this.readText(mark);
    switch (this.source[mark + 1]) {
      case '?':
        this.at = this.skipPast('?>', mark + 2);
        return;
      case '!':
        this.readMarkup(mark);
        return;
      case '/':
        this.readEndTag(mark + 2);
        return;
      default:
        this.readStartTag(mark + 1);
    }
  }

  private readText(end: number): void {
    const raw = this.source.slice(this.at, end);
    if (raw.trim() === '') return;
    const inside = this.open.at(-1);
    if (inside === undefined) throw new MalformedXml('it does not begin with an element');
    inside.element.text += decodeReferences(raw);
  }

  private readMarkup(mark: number): void {
    if (this.source.startsWith('<!--', mark)) {
      this.at = this.skipPast('-->', mark + 4);
      return;
    }
    const inside = this.open.at(-1);
    if (inside === undefined || !this.source.startsWith('<![CDATA[', mark)) {
      throw new MalformedXml('it declares a document type or entities');
    }
    this.at = this.skipPast(']]>', mark + 9);
    inside.element.text += this.source.slice(mark + 9, this.at - 3);
  }

  private readEndTag(from: number): void {
    this.at = this.skipPast('>', from);
    const tag = this.source.slice(from, this.at - 1).trimEnd();
    const closed = this.open.pop();
    if (closed?.tag !== tag) throw new MalformedXml('its tags cross');
    closed.element.text = closed.element.text.trim();
  }

  private readStartTag(from: number): void {
    this.tags += 1;
    if (this.tags > this.limits.maxTags) throw new MalformedXml('it has too many elements');
    if (this.open.length >= this.limits.maxDepth) throw new MalformedXml('it is nested too deeply');
    const tag = this.match(NAME, from)?.[0];
    if (tag === undefined) throw new MalformedXml('a tag has no name');
    const { scope, attributes } = this.readAttributes();
    const end = this.match(TAG_END, this.at);
    if (end === null) throw new MalformedXml('a tag is broken');
    const element = new BuiltElement(...resolveTag(scope, tag), attributes);
    if (this.root === null) this.root = element;
    this.open.at(-1)?.element.adopt(element);
    if (end[1] === '') this.open.push({ element, tag, scope });
  }

  private readAttributes(): { scope: NamespaceScope; attributes: Map<string, string> | null } {
    const outer = this.open.at(-1)?.scope ?? OUTERMOST_SCOPE;
    let scope = outer;
    let attributes: Map<string, string> | null = null;
    for (let found = this.match(ATTRIBUTE, this.at); found; found = this.match(ATTRIBUTE, this.at)) {
      const name = found[1]!;
      const value = found[2] ?? found[3]!;
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        if (scope === outer) scope = { declared: new Map(), outer };
        scope.declared.set(name.slice('xmlns:'.length), decodeReferences(value.trim()));
      } else {
        attributes ??= new Map();
        attributes.set(name.slice(name.indexOf(':') + 1), decodeReferences(value));
      }
    }
    return { scope, attributes };
  }

  private match(pattern: RegExp, from: number): RegExpExecArray | null {
    pattern.lastIndex = from;
    const found = pattern.exec(this.source);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  private skipPast(end: string, from: number): number {
    const found = this.source.indexOf(end, from);
    if (found < 0) throw new MalformedXml('it breaks off');
    return found + end.length;
  }
}
