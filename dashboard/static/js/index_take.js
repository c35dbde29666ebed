/** What can be taken from the site in one piece: every table as Parquet, figures as JSON, the feed and the status. */

import { lazyDetails, make } from "./dom.js";
import { count } from "./format.js";
import { number, table } from "./tables.js";
import { nameOf, say } from "./words.js";

const KILOBYTE = 1000;
const FILES = ["api/v1/meetings.json", "api/v1/schema.json", "feed.xml", "status.json", "llms.txt"];

/**
 * @param {any} one the data package, null where the site was built without it
 * @returns {import("./dom.js").Child[]}
 */
export function takeAway(one) {
  return [
    one === null ? make("p.none", {}, say("package.none")) : parquet(one),
    make(
      "ul.plain",
      {},
      FILES.map((path) => make("li", {}, make("a", { href: path }, path), ` ${say(`package.${path}`)}`)),
    ),
  ];
}

function parquet({ descriptor, bytes, tables }) {
  const size = (length) => say("package.kilobytes", { n: count(Math.ceil(length / KILOBYTE)) });
  const columns = [
    say("package.table"),
    say("package.meaning"),
    number(say("package.rows")),
    number(say("package.size")),
  ];
  return [
    make(
      "p.note",
      {},
      make("a", { href: descriptor }, descriptor),
      ` ${say("package.note", { n: tables.length, size: size(bytes) })}`,
    ),
    lazyDetails(
      say("package.tables", { n: tables.length }),
      () =>
        table(
          say("package.title"),
          columns,
          tables.map((one) => [
            one.files === 1
              ? make("a", { href: one.path, download: "" }, `${one.name}.parquet`)
              : make("a", { href: one.path }, say("package.files", { name: one.name, n: count(one.files) })),
            nameOf({ name: one.title, name_en: one.title_en }),
            count(one.rows),
            size(one.bytes),
          ]),
        ),
      { class: "block" },
    ),
  ];
}
