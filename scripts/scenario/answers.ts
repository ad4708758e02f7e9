/** The answers of the API, as far as a scenario reads them. */
export interface Summary {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface ImportAnswer {
  readonly summary: Summary;
  readonly isApplied: boolean;
  readonly rows: readonly {
    readonly row: number;
    readonly outcome: string;
    readonly rejections: readonly {
      readonly code: string;
      readonly column: string;
      readonly reason: { readonly zh: string; readonly en: string };
      readonly mend: { readonly zh: string; readonly en: string };
    }[];
  }[];
}

export interface Candidate {
  readonly id: string;
  readonly host: string;
  readonly match: { readonly kind: string; readonly cameraId?: string; readonly from?: string };
}

export interface Camera {
  readonly id: string;
  readonly name: string;
  readonly lifecycle: string;
  readonly network: { readonly host: string };
}

export interface Change {
  readonly action: string;
  readonly field: string | null;
  readonly old: unknown;
  readonly new: unknown;
  readonly by: { readonly name: string };
}

export interface Adopted {
  readonly action: string;
  readonly camera: { readonly cameraId: string; readonly lifecycle: string };
  readonly confirmation: { readonly isLive: boolean };
}
