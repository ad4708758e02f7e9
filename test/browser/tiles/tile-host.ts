import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Identity } from '../../receivers/authority.js';
import { type Colour, png } from './png.js';
import { type LonLat, type Tile, tilesAt } from './web-mercator.js';

const SIDE_PX = 256;
const REACH_PX = 5;
export const RED: Colour = [230, 20, 30];
export const GREEN: Colour = [120, 170, 130];

/** 天地图 as it answers, with its key, and a map of the town's own beside it; each with one red spot. */
export class TileHost {
  /** Paths that were asked for. */
  readonly asked: string[] = [];
  readonly key = 'key-of-the-town';
  /** What everything is answered with instead, as 403. */
  refusal: number | null = null;

  private constructor(
    private readonly server: Server,
    /** Where the spot is on tiles of 天地图 (WGS 84), and on those of the town's own map. */
    private readonly spots: { readonly tianditu: LonLat; readonly own: LonLat },
  ) {}

  static async open(identity: Identity, spots: TileHost['spots']): Promise<TileHost> {
    const server = createServer(identity);
    const host = new TileHost(server, spots);
    server.on('request', ({ url = '' }, response) => {
      host.asked.push(url);
      const [status, body] = host.answer(new URL(url, 'https://tiles'));
      response.writeHead(status, { 'access-control-allow-origin': '*', 'content-type': 'image/png' });
      response.end(body);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return host;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer({ pathname, searchParams }: URL): readonly [number, Buffer] {
    if (this.refusal !== null) return [this.refusal, Buffer.from('{"msg":"非法Key"}')];
    const own = /^\/own\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(pathname)?.slice(1).map(Number);
    if (own !== undefined) return [200, painted({ z: own[0]!, x: own[1]!, y: own[2]! }, this.spots.own)];
    const says = (name: string, value: string): boolean => searchParams.get(name) === value;
    const isAsked = /^\/(vec|cva)_w\/wmts$/.test(pathname) && says('SERVICE', 'WMTS');
    if (!isAsked || !says('TILEMATRIXSET', 'w')) return [404, Buffer.alloc(0)];
    if (!says('tk', this.key)) return [403, Buffer.from('{"msg":"非法Key"}')];
    const [z, x, y] = ['TILEMATRIX', 'TILECOL', 'TILEROW'].map((name) => Number(searchParams.get(name)));
    return [200, painted({ z: z!, x: x!, y: y! }, this.spots.tianditu)];
  }
}

/** Green, with a red square where the spot is. */
function painted({ z, x, y }: Tile, spot: LonLat): Buffer {
  const [spotX, spotY] = tilesAt(z, spot);
  const [middleX, middleY] = [(spotX - x) * SIDE_PX, (spotY - y) * SIDE_PX];
  const isNear = (px: number, middle: number): boolean => Math.abs(px + 0.5 - middle) <= REACH_PX;
  return png(SIDE_PX, (px, py) => (isNear(px, middleX) && isNear(py, middleY) ? RED : GREEN));
}
