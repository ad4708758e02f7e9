export const SOAP12 = 'http://www.w3.org/2003/05/soap-envelope';
/** Some gSOAP servers fall back to it for faults. */
export const SOAP11 = 'http://schemas.xmlsoap.org/soap/envelope/';

export const DEVICE = 'http://www.onvif.org/ver10/device/wsdl';
export const MEDIA = 'http://www.onvif.org/ver10/media/wsdl';
export const MEDIA2 = 'http://www.onvif.org/ver20/media/wsdl';
/** The schema `tt`: most of what the services' answers hold. */
export const SCHEMA = 'http://www.onvif.org/ver10/schema';

export const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
export const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
