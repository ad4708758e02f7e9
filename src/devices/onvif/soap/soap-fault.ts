import type { XmlElement } from '../../wire/xml/xml-element.js';

/** A SOAP fault, 1.2 or 1.1. Codes are local names: devices bind `ter:` wrongly or not at all. */
export interface SoapFault {
  /** All codes, outermost first: `Sender`, `NotAuthorized`. */
  readonly codes: readonly string[];
  /** Every word of reason and detail, for recognising and for showing. */
  readonly text: string;
}

const MAX_TEXT_LENGTH = 2_000;

const CODE_ELEMENTS = new Set(['Value', 'faultcode']);

export function readSoapFault(fault: XmlElement): SoapFault {
  const codes: string[] = [];
  const words: string[] = [];
  const unread = [fault];
  for (let next = unread.pop(); next !== undefined; next = unread.pop()) {
    if (CODE_ELEMENTS.has(next.name)) codes.push(next.text.slice(next.text.lastIndexOf(':') + 1));
    else if (next.text !== '') words.push(next.text);
    unread.push(...next.children.toReversed());
  }
  return { codes, text: words.join('; ').slice(0, MAX_TEXT_LENGTH) };
}
