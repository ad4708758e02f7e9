/** The namespace declarations in force at one element. Linked, not copied: a device may declare some on every tag. */
export interface NamespaceScope {
  /** URI by prefix; the empty prefix is the default namespace. */
  readonly declared: Map<string, string>;
  readonly outer: NamespaceScope | null;
}

export const OUTERMOST_SCOPE: NamespaceScope = { declared: new Map(), outer: null };

/** Namespace and local name of a tag. */
export function resolveTag(scope: NamespaceScope, tag: string): [namespace: string, name: string] {
  const colon = tag.indexOf(':');
  const prefix = colon < 0 ? '' : tag.slice(0, colon);
  return [uriOf(scope, prefix) ?? (prefix === '' ? '' : `undeclared:${prefix}`), tag.slice(colon + 1)];
}

function uriOf(innermost: NamespaceScope, prefix: string): string | undefined {
  for (let scope: NamespaceScope | null = innermost; scope !== null; scope = scope.outer) {
    const uri = scope.declared.get(prefix);
    if (uri !== undefined) return uri;
  }
  return undefined;
}
