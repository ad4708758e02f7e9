import type { VirtualCamera } from '../camera.js';

export const NAMESPACES = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  device: 'http://www.onvif.org/ver10/device/wsdl',
  media: 'http://www.onvif.org/ver10/media/wsdl',
  media2: 'http://www.onvif.org/ver20/media/wsdl',
  schema: 'http://www.onvif.org/ver10/schema',
  error: 'http://www.onvif.org/ver10/error',
} as const;

type Named = keyof typeof NAMESPACES;
type Prefixes = Readonly<Record<Named, string>>;

/** Prefixes differ by vendor; a client that goes by them breaks. */
const STYLES: readonly Prefixes[] = [
  { soap: 'SOAP-ENV', device: 'tds', media: 'trt', media2: 'tr2', schema: 'tt', error: 'ter' },
  { soap: 'env', device: 'tds', media: 'trt', media2: 'tr2', schema: 'tt', error: 'ter' },
  { soap: 's', device: 'ns1', media: 'ns2', media2: 'ns9', schema: 'ns3', error: 'e' },
];

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** How a vendor writes its XML. */
export class SoapVoice {
  private readonly prefixes: Prefixes;

  constructor({ vendor }: VirtualCamera) {
    this.prefixes = STYLES[vendor.length % STYLES.length]!;
  }

  /** One element; `attributes` with a leading blank. Text must be escaped already. */
  tag(namespace: Named, name: string, content: string | number | boolean, attributes = ''): string {
    const full = `${this.prefixes[namespace]}:${name}`;
    return `<${full}${attributes}>${content}</${full}>`;
  }

  /** Elements of the schema namespace, in order. */
  fields(values: Readonly<Record<string, string | number | boolean>>): string {
    return Object.entries(values)
      .map(([name, value]) => this.tag('schema', name, value))
      .join('');
  }

  ok(content: string): Answer {
    return { status: 200, body: this.envelope(content) };
  }

  fault(subcode: string, reason: string, status = 400): Answer {
    const { soap, error } = this.prefixes;
    const inner = this.tag('soap', 'Subcode', this.tag('soap', 'Value', `${error}:${subcode}`));
    const code = this.tag('soap', 'Code', this.tag('soap', 'Value', `${soap}:Sender`) + inner);
    const why = this.tag('soap', 'Reason', this.tag('soap', 'Text', reason, ' xml:lang="en"'));
    return { status, body: this.envelope(this.tag('soap', 'Fault', code + why)) };
  }

  private envelope(content: string): string {
    const declared = Object.entries(this.prefixes)
      .map(([name, prefix]) => ` xmlns:${prefix}="${NAMESPACES[name as Named]}"`)
      .join('');
    return `<?xml version="1.0" encoding="UTF-8"?>\n${this.tag('soap', 'Envelope', this.tag('soap', 'Body', content), declared)}`;
  }
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
