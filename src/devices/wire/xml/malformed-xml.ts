/** `message` completes "The answer is not usable XML: …". */
export class MalformedXml extends Error {}
