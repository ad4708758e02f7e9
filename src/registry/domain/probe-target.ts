/** What a prober needs to know of one camera. Only cameras in service are probed. */
export interface ProbeTarget {
  readonly cameraId: string;
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly zoneId: string;
  /** IP literal or DNS name; everything a device answers is pinned to it. */
  readonly host: string;
  readonly onvif: { readonly port: number; readonly path: string; readonly tls: boolean } | null;
  /** Null lets ONVIF name the stream; a camera without ONVIF must have it. */
  readonly rtsp: { readonly port: number; readonly path: string; readonly tls: boolean } | null;
  readonly credentialId: string | null;
  /** Changes with every change of the credential: a rejected login binds this value, not the camera for ever. */
  readonly credentialVersion: number | null;
  /** What the programme says; null where the configuration's default holds. Seconds. */
  readonly cadence: {
    readonly heartbeatIntervalS: number | null;
    readonly frameIntervalS: number | null;
    readonly factsIntervalS: number | null;
  };
}

/** What probing found out about a device; written beside what people registered, never over it. */
export interface ObservedFacts {
  readonly vendor: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly serial: string | null;
  /** `XX-XX-XX-XX-XX-XX`, upper case. */
  readonly mac: string | null;
}
