/** One element of an answer. `text` is the element's own text, trimmed, references resolved. */
export interface XmlElement {
  /** The URI, never the prefix; empty for none. An undeclared prefix gives a URI that matches nothing. */
  readonly namespace: string;
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
  attribute(name: string): string | undefined;
}

const ONVIF_FAMILY = 'http://www.onvif.org/';

/**
 * The children with this name. Those in `namespace` win; where there are none, those in any other ONVIF namespace or
 * in none do: firmwares mix up tt, trt and tr2, and some gSOAP servers leave inner elements unqualified. A vendor's
 * element of the same name never counts.
 */
export function childrenNamed(parent: XmlElement, namespace: string, name: string): readonly XmlElement[] {
  const named = parent.children.filter((child) => child.name === name);
  const exact = named.filter((child) => child.namespace === namespace);
  return exact.length > 0 ? exact : named.filter((child) => isOnvifLike(child.namespace));
}

/** The first such descendant, one name a level. */
export function descend(
  parent: XmlElement,
  namespace: string,
  ...names: readonly string[]
): XmlElement | undefined {
  let found: XmlElement | undefined = parent;
  for (const name of names) found = found && childrenNamed(found, namespace, name)[0];
  return found;
}

export function isOnvifLike(namespace: string): boolean {
  return namespace === '' || namespace.startsWith(ONVIF_FAMILY);
}
