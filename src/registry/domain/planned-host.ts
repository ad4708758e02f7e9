/** `.invalid` resolves nowhere, by RFC 6761; and no two cameras have the same one. */
export function plannedHost(cameraId: string): string {
  return `planned-${cameraId}.invalid`;
}

/** Whether a host stands for an address that nobody knows yet. */
export function isPlannedHost(host: string): boolean {
  return host.startsWith('planned-') && host.endsWith('.invalid');
}
