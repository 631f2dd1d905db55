/* Chance that can be declared: the same seed gives the same row of results, on every computer. */

/** Return `count` results from 0 to `sides - 1` (the generator is mulberry32, public domain). */
export function results(seed, sides, count) {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * sides);
  });
}
