/* A page that could not be shown is asked for again by itself. */

const AGAIN_MS = 5_000;

setTimeout(() => location.replace(location.href), AGAIN_MS);
