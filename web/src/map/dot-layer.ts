import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibre } from 'maplibre-gl';
import { DOT_SIZE, type Dot, dotValues, type DotValues } from './dots.ts';
import { FRAGMENTS, linked, VERTICES } from './dot-shaders.ts';

/** Outlines that can be told apart without their colour. */
const OUTLINES = ['disc', 'square', 'diamond'] as const;

export interface DotLook {
  readonly outline: (typeof OUTLINES)[number];
  /** #rrggbb. */
  readonly fill: string;
  readonly edge: string;
  /** At a zoom of 12.4, without the edge; smaller further out, larger further in. */
  readonly radiusPx: number;
}

const FLOAT_BYTES = 4;

/**
 * Many dots in one go, without tiles: what changes is in the next picture. Layers of MapLibre's own would send all of them to
 * its worker and wait for what it makes of them.
 */
export class DotLayer implements CustomLayerInterface {
  readonly type = 'custom';
  private shown: DotValues = dotValues([]);
  private isSent = false;
  private map: MapLibre | null = null;
  private program: WebGLProgram | null = null;
  private buffer: WebGLBuffer | null = null;

  constructor(
    readonly id: string,
    private readonly looks: readonly DotLook[],
  ) {}

  show(dots: readonly Dot[]): void {
    this.shown = dotValues(dots);
    this.isSent = false;
    this.map?.triggerRepaint();
  }

  onAdd(map: MapLibre, gl: WebGL2RenderingContext): void {
    this.map = map;
    this.isSent = false;
    this.buffer = gl.createBuffer();
    this.program = linked(gl, VERTICES, FRAGMENTS);
    gl.useProgram(this.program);
    const put = (name: string, of: (look: DotLook) => readonly number[], size: 1 | 4): void => {
      const place = gl.getUniformLocation(this.program!, name);
      const values = this.looks.flatMap((look) => of(look));
      if (size === 4) gl.uniform4fv(place, values);
      else gl.uniform1fv(place, values);
    };
    put('fills', ({ fill }) => rgba(fill), 4);
    put('edges', ({ edge }) => rgba(edge), 4);
    put('radii', ({ radiusPx }) => [radiusPx], 1);
    put('outlines', ({ outline }) => [OUTLINES.indexOf(outline)], 1);
  }

  onRemove(_map: MapLibre, gl: WebGL2RenderingContext): void {
    gl.deleteBuffer(this.buffer);
    gl.deleteProgram(this.program);
    this.map = null;
  }

  render(gl: WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput): void {
    const program = this.program!;
    gl.useProgram(program);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    if (!this.isSent) gl.bufferData(gl.ARRAY_BUFFER, this.shown.values, gl.DYNAMIC_DRAW);
    this.isSent = true;
    const placed = gl.getAttribLocation(program, 'placed');
    gl.enableVertexAttribArray(placed);
    gl.vertexAttribPointer(placed, DOT_SIZE, gl.FLOAT, false, DOT_SIZE * FLOAT_BYTES, 0);
    const matrix = moved(defaultProjectionData.mainMatrix as unknown as Float64Array, this.shown.origin);
    gl.uniformMatrix4fv(gl.getUniformLocation(program, 'matrix'), false, matrix);
    gl.uniform1f(gl.getUniformLocation(program, 'growth'), growthAt(this.map!.getZoom()));
    gl.uniform1f(gl.getUniformLocation(program, 'density'), this.map!.getPixelRatio());
    gl.drawArrays(gl.POINTS, 0, this.shown.values.length / DOT_SIZE);
  }
}

/** Dots of a whole town do not hide each other, those of a street are easy to hit. */
function growthAt(zoom: number): number {
  return 0.6 + Math.min(1, Math.max(0, (zoom - 10) / 6));
}

/** The matrix for what is counted from `origin`; in double precision, which the sum needs and the card does not have. */
function moved(matrix: Float64Array, [x, y]: readonly [number, number]): Float32Array {
  const shifted = [0, 1, 2, 3].map((row) => matrix[row]! * x + matrix[row + 4]! * y + matrix[row + 12]!);
  return new Float32Array([...matrix.slice(0, 12), ...shifted]);
}

function rgba(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).concat(1);
}
