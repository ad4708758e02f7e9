import { DevicePort, type PortMode } from './device-port.js';
import { openProbeResponder, type ProbeResponder } from './discovery.js';
import type { FarmFault } from './faults.js';
import type { VirtualDevice } from './virtual-device.js';

/** The two listeners that a camera has for itself, as far as its faults let it listen. */
export class OwnListeners {
  private readonly onvif: DevicePort;
  private readonly rtsp: DevicePort;
  private responder: ProbeResponder | null = null;

  constructor(
    private readonly device: VirtualDevice,
    private readonly discoveryPort: number | undefined,
  ) {
    const { host, onvifPort, rtspPort } = device.camera();
    this.onvif = new DevicePort(host, onvifPort, () => device.onvifServer());
    this.rtsp = new DevicePort(host, rtspPort, () => device.rtspServer());
  }

  /** Makes the ports what the camera's faults want them to be. */
  async settle(): Promise<void> {
    const { faults } = this.device.camera();
    const modes = { onvif: modeOf('onvif-refused', faults), rtsp: modeOf('rtsp-refused', faults) };
    const isClosing = modes.onvif !== 'open' || modes.rtsp !== 'open';
    if (isClosing) this.device.cutConnections();
    await this.onvif.become(modes.onvif);
    await this.rtsp.become(modes.rtsp);
    this.device.setPorts(this.onvif.port, this.rtsp.port);
    if (this.discoveryPort !== undefined) {
      this.responder ??= await openProbeResponder(this.device, this.discoveryPort);
    }
  }

  async close(): Promise<void> {
    this.device.cutConnections();
    await Promise.all([this.onvif.close(), this.rtsp.close(), this.responder?.close()]);
  }
}

function modeOf(ownRefusal: FarmFault, faults: readonly FarmFault[]): PortMode {
  if (faults.includes('unreachable')) return 'blocked';
  return faults.includes('refuse') || faults.includes(ownRefusal) ? 'closed' : 'open';
}
