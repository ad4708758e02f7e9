/** The library brings no types; the tests say themselves what they use of it. */
declare module 'onvif' {
  export const Cam: new <T>(options: object, done: (error: Error | null) => void) => T;
}
