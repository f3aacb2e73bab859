// Bundles what pages load into wwwroot/assets: the service fingerprints and compresses it. With --tests: the unit tests, for node's own runner.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { compile } from "sass";

/** Bytes of script, gzip, that the tap page may load. */
const mostForTheTap = 50 * 1024;

const shared = { bundle: true, target: ["es2022"], logLevel: "warning" };

if (process.argv.includes("--tests")) {
  const tests = (await readdir("tests")).filter(name => name.endsWith(".test.ts"));
  await rm(".tests", { recursive: true, force: true });
  await build({ ...shared, entryPoints: tests.map(name => `tests/${name}`), outdir: ".tests", platform: "node", format: "esm", outExtension: { ".js": ".mjs" } });
} else {
  const assets = "../wwwroot/assets";
  await rm(assets, { recursive: true, force: true });
  await mkdir(assets, { recursive: true });
  const { css } = compile("styles/main.scss", { loadPaths: ["node_modules/nhsuk-frontend/dist"], style: "compressed", quietDeps: true });
  const browser = { ...shared, minify: true, platform: "browser", format: "esm" };
  await Promise.all([
    writeFile(`${assets}/main.css`, css),
    build({ ...browser, entryPoints: ["tap-page.ts", "move-page.ts", "shared-tap.ts", "shared-computer.ts", "thank-you.ts", "ahead.ts", "board.ts", "heat.ts", "wall.ts", "trend.ts", "blind.worker.ts"], outdir: assets }),
  ]);

  // The service worker stands at the root, so that it may open pages there. Other assets make another version of it.
  const names = (await readdir(assets)).sort();
  const files = await Promise.all(names.map(name => readFile(`${assets}/${name}`)));
  const version = files.reduce((hash, file) => hash.update(file), createHash("sha256")).digest("hex").slice(0, 12);
  await build({ ...browser, entryPoints: ["service-worker.ts"], outfile: "../wwwroot/service-worker.js", define: { VERSION: JSON.stringify(version) } });

  const sizes = Object.fromEntries(names.map((name, i) => [name, gzipSync(files[i]).length]));
  console.log(names.map(name => `${name} ${(sizes[name] / 1024).toFixed(1)} KB gzip`).join(", "));
  const tap = sizes["tap-page.js"] + sizes["blind.worker.js"];
  if (tap > mostForTheTap) throw new Error(`The tap page's scripts are ${tap} bytes gzip: at most ${mostForTheTap}, for slow phones.`);
}
