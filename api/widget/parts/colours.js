// The accent colour in shades that can be read on the ground (WCAG 2.2: 4.5 to 1).

const GROUNDS = { light: [255, 255, 255], dark: [24, 33, 30] };
const READABLE = 4.6;

function rgb(colour) {
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = "#00695c";
  probe.fillStyle = colour;
  const hex = /^#(..)(..)(..)$/.exec(probe.fillStyle);
  return hex ? hex.slice(1).map((part) => parseInt(part, 16)) : [0, 105, 92];
}

function luminance(colour) {
  const [r, g, b] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function mixed(one, other, part) {
  return one.map((value, place) => Math.round(value + (other[place] - value) * part));
}

// The colour itself, or the nearest to it, towards black or white, that can be read on all of these.
function readableOn(colour, grounds) {
  const towards = luminance(grounds[0]) > 0.2 ? [0, 0, 0] : [255, 255, 255];
  for (let part = 0; part < 1; part += 0.05) {
    const shade = mixed(colour, towards, part);
    if (grounds.every((ground) => contrast(shade, ground) >= READABLE)) return shade;
  }
  return towards;
}

function shades(colour, scheme) {
  const ground = GROUNDS[scheme];
  const accent = rgb(colour);
  const tint = mixed(ground, accent, scheme === "dark" ? 0.2 : 0.1);
  const solid = scheme === "dark" ? readableOn(accent, [ground]) : accent;
  const ink = contrast(solid, [255, 255, 255]) >= READABLE ? [255, 255, 255] : [0, 0, 0];
  const css = (value) => `rgb(${value.join(" ")})`;
  return { "--accent": css(solid), "--accent-ink": css(ink), "--accent-text": css(readableOn(accent, [ground, tint])), "--tint": css(tint) };
}
