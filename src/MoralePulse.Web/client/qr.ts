/** A QR code as a drawing: sharp at every size, and free of the styles that pages forbid. */
import { encodeQR } from "qr";

const svg = "http://www.w3.org/2000/svg";

/** Modules of white around a code that readers need (ISO/IEC 18004). */
const quiet = 4;

/** One path for all dark modules: a rectangle for each run in a row. */
export function darkRuns(modules: readonly (readonly boolean[])[]): string {
  let path = "";
  for (const [y, row] of modules.entries()) {
    for (let x = 0; x < row.length; ) {
      const start = x;
      while (row[x]) x++;
      if (x > start) path += `M${start} ${y}h${x - start}v1H${start}z`;
      else x++;
    }
  }

  return path;
}

/** Draws an address into an svg element, dark on white whatever the page's colours are. */
export function draw(into: Element, address: string): void {
  const modules = encodeQR(address, "raw", { ecc: "medium", border: quiet });
  const size = modules.length;
  into.setAttribute("viewBox", `0 0 ${size} ${size}`);
  into.setAttribute("shape-rendering", "crispEdges");
  const part = (name: string, attributes: Record<string, string>): Element => {
    const element = document.createElementNS(svg, name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    return element;
  };
  into.replaceChildren(part("rect", { width: String(size), height: String(size), fill: "#fff" }), part("path", { d: darkRuns(modules), fill: "#000" }));
}
