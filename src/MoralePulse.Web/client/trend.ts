/** Makes a trend page live: when a block is released, its parts follow as soon as the trend has been made anew, and the page says so. */
import { drawnOf, hasCaughtUp } from "./drawn.ts";
import { watch } from "./hub.ts";
import { liveParts } from "./live-parts.ts";
import { text } from "./texts.ts";

const trend = document.getElementById("trend");
if (trend) follow(trend);

function follow(page: HTMLElement): void {
  let told = drawnOf(page.dataset);
  let refused = false;
  const parts = liveParts(fresh => {
    const now = drawnOf(page.dataset);
    if (hasCaughtUp(told, now)) return;
    told = now;
    if (!document.getElementById("trend-reading") && fresh.getElementById("trend-reading")) return location.reload(); // the first figures of all
    document.getElementById("trend-changed")!.textContent = text("TrendNewFigures", document.querySelector(".mp-reading__sentence")?.textContent ?? "");
  });
  watch({
    names: () => {
      refused = false;
      return [page.dataset.of!];
    },
    take: pulse => parts.want(pulse),
    refused: () => (refused = true),
    stands: stands => (document.getElementById("trend-how")!.textContent = text(stands === "live" && !refused ? "TrendLive" : stands === "reconnecting" ? "TrendReconnecting" : "TrendNotLive")),
  });
}
