/* Make ../static/vendor from the packages that package-lock.json names: `npm ci && npm run vendor`. */
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const vendor = resolve(here, "../static/vendor");
const modules = join(here, "node_modules");
const versions = [];

const read = (path) => readFileSync(path, "utf8");
const manifest = (name) => JSON.parse(read(join(modules, name, "package.json")));

function licenceOf(name) {
  const folder = join(modules, name);
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  return read(file ? join(folder, file) : join(here, "licences", `${name.split("/")[0]}.txt`));
}

function fresh(name) {
  const folder = join(vendor, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function note(folder, names, remark) {
  const parts = names.map((name) => `${name} ${manifest(name).version} (${manifest(name).license})`);
  versions.push(`| \`${folder}/\` | ${parts.join(", ")} | ${remark} |`);
}

function packagesIn(metafile) {
  const found = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const match = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/);
    if (match) found.add(match[1]);
  }
  return [...found].sort();
}

async function bundle(entry, folder, options = {}) {
  const result = await build({
    entryPoints: [join(here, "entries", entry)],
    bundle: true, minify: true, format: "esm", target: "es2021", charset: "utf8", legalComments: "none",
    absWorkingDir: here, outdir: folder, chunkNames: "[name]", loader: { ".css": "text" }, metafile: true, logLevel: "warning", ...options,
  });
  return packagesIn(result.metafile);
}

function writeLicences(folder, names) {
  const texts = names.map((name) => `${name} ${manifest(name).version}\n${"-".repeat(72)}\n${licenceOf(name)}`);
  writeFileSync(join(folder, "LICENSES.txt"), texts.join("\n\n").replaceAll("\r\n", "\n"));
}

function vendorFont() {
  const name = "@fontsource-variable/noto-sans-khmer";
  const folder = fresh("noto-sans-khmer");
  for (const script of ["khmer", "latin"]) {
    cpSync(join(modules, name, `files/noto-sans-khmer-${script}-wght-normal.woff2`), join(folder, `${script}.woff2`));
  }
  cpSync(join(modules, name, "LICENSE"), join(folder, "LICENSE"));
  note("noto-sans-khmer", [name], "variable weight, Khmer and Latin");
}

async function vendorKatex() {
  const folder = fresh("katex");
  await bundle("katex.js", folder);
  mkdirSync(join(folder, "fonts"));
  for (const font of readdirSync(join(modules, "katex/dist/fonts")).filter((file) => file.endsWith(".woff2"))) {
    cpSync(join(modules, "katex/dist/fonts", font), join(folder, "fonts", font));
  }
  const css = read(join(modules, "katex/dist/katex.min.css"));
  writeFileSync(join(folder, "katex.css"), css.replace(/,url\([^)]+\.(?:woff|ttf)\) format\("[^"]+"\)/g, ""));
  writeLicences(folder, ["katex"]);
  note("katex", ["katex"], "only woff2 fonts; the fonts serve MathLive too");
}

function vendorMathlive() {
  const folder = fresh("mathlive");
  const source = read(join(modules, "mathlive/mathlive.min.mjs"));
  const cut = source.replace(/import "https:[^"]+"/g, "(not shipped)");
  if (cut === source || /https:\/\/(esm|cdn|unpkg)/.test(cut)) throw new Error("MathLive's reference to an outside module was not found where it used to be");
  writeFileSync(join(folder, "mathlive.js"), cut);
  writeLicences(folder, ["mathlive"]);
  note("mathlive", ["mathlive"], "its reference to an outside module cut, sounds left out, fonts from `katex/`");
}

async function vendorJsxgraph() {
  const folder = fresh("jsxgraph");
  await bundle("jsxgraph.js", folder);
  cpSync(join(modules, "jsxgraph/distrib/jsxgraph.css"), join(folder, "jsxgraph.css"));
  for (const file of ["LICENSE.MIT", "LICENSE.LGPL"]) cpSync(join(modules, "jsxgraph", file), join(folder, file));
  note("jsxgraph", ["jsxgraph"], "built from its sources without 3D, charts, readers; used under the MIT licence");
}

async function vendorWidgets() {
  const folder = fresh("widgets");
  const names = await bundle("widgets.js", folder, {
    splitting: true, inject: [join(here, "entries/amd.js")], alias: { "sanitize-html": join(here, "entries/no-sanitizer.js") },
  });
  names.push("solid-js", "@lukeed/uuid");
  writeLicences(folder, names);
  note("widgets", names, "ipywidgets' base and manager; its controls in `lib.js`, loaded only where used; descriptions shown as text");
}

function writeVersions() {
  const head = "# Browser libraries of others\n\nMade by `tutor/web/vendor-build/`. Do not edit: change the build and run it again.\n\n";
  const table = ["| folder | packages | what was changed |", "|---|---|---|", ...versions].join("\n");
  writeFileSync(join(vendor, "VERSIONS.md"), `${head}${table}\n`);
}

if (!existsSync(modules)) throw new Error("Run npm ci first.");
vendorFont();
await vendorKatex();
vendorMathlive();
await vendorJsxgraph();
await vendorWidgets();
writeVersions();
