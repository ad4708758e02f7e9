/** Looks that a layer of dots can have, at most. */
const MOST_LOOKS = 8;

export const VERTICES = `#version 300 es
uniform mat4 matrix;
uniform float growth;
uniform float density;
uniform float radii[${MOST_LOOKS}];
in vec3 placed;
flat out int look;
flat out float radius;
out float side;
const float EDGE = 1.5;
void main() {
  look = int(placed.z + 0.5);
  radius = radii[look] * growth * density;
  side = 2.0 * (radius + EDGE * density) + 2.0;
  gl_Position = matrix * vec4(placed.xy, 0.0, 1.0);
  gl_PointSize = side;
}`;

/** How far a point lies from the middle, as each outline measures it; within its radius is the fill, and around it the edge. */
export const FRAGMENTS = `#version 300 es
precision highp float;
uniform float density;
uniform vec4 fills[${MOST_LOOKS}];
uniform vec4 edges[${MOST_LOOKS}];
uniform float outlines[${MOST_LOOKS}];
flat in int look;
flat in float radius;
in float side;
out vec4 colour;
const float EDGE = 1.5;
void main() {
  vec2 away = abs(gl_PointCoord - 0.5) * side;
  float outline = outlines[look];
  float reach = length(away);
  if (outline > 1.5) reach = away.x + away.y;
  else if (outline > 0.5) reach = max(away.x, away.y) * 1.1;
  float shown = 1.0 - smoothstep(radius + EDGE * density - 0.5, radius + EDGE * density + 0.5, reach);
  colour = mix(fills[look], edges[look], smoothstep(radius - 0.5, radius + 0.5, reach)) * shown;
}`;

/** Throws with what the card says of it. */
export function linked(gl: WebGL2RenderingContext, vertices: string, fragments: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertices],
    [gl.FRAGMENT_SHADER, fragments],
  ] as const) {
    const shader = gl.createShader(kind)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
    throw new Error(`dots cannot be drawn: ${gl.getProgramInfoLog(program)}`);
  return program;
}
