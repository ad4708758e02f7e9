/** Looks for viruses in files that people send. */
export abstract class VirusScan {
  /** False where none is set up: nothing is scanned then, and files are handed out as they came. */
  abstract readonly isOn: boolean;
  /**
   * What was found in a file; null where it is clean. Throws a {@link DomainError} of the kind `unavailable` where the
   * scan does not say one or the other in time.
   */
  abstract foundIn(path: string): Promise<string | null>;
}
