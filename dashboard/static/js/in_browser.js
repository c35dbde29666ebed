/** Answers questions in SQL in the browser: DuckDB, with the tables that a question needs, taken from Parquet files. */

import { loadJson, reasonOf } from "./load.js";
import { say } from "./words.js";

const AT_MOST = 2000;
const SECONDS = 60;
const SEMICOLON = 0x3b;
const NUMBER = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/;

/**
 * What the folder sql/ says of itself: tables, how views are made of what, values of disputed figures.
 * @typedef {{tables: Record<string, string[]>, disputed: string[],
 *           made: Array<{name: string, statement: string, reads: string[]}>}} Schema
 * @typedef {{database: any, connection: any, parquet: any, schema: Schema, there: Set<string>}} Engine
 */

/** @type {Promise<Engine>|null} */
let starting = null;

/**
 * @param {string} query
 * @returns {Promise<any>} the answer in the form of the server's, or {error}
 */
export async function askHere(query) {
  let timer = 0;
  try {
    starting ??= start();
    const engine = await starting;
    const late = new Promise((resolve) => {
      timer = window.setTimeout(() => resolve(stopped(engine)), SECONDS * 1000);
    });
    return await Promise.race([answer(engine, query), late]);
  } catch (fault) {
    return { error: reasonOf(fault) };
  } finally {
    clearTimeout(timer);
  }
}

/** Ends an engine that is at a question for too long: the next question starts another. */
function stopped({ database }) {
  starting = null;
  void database.terminate();
  return { error: say("sql.stopped", { n: SECONDS }) };
}

/** @returns {string} a file of the engine or of the tables */
function beside(name) {
  return new URL(`sql/${name}`, document.baseURI).href;
}

/** @returns {Promise<Engine>} */
async function start() {
  try {
    await loadScript(beside("engine/arrow.js"));
    await loadScript(beside("engine/duckdb.js"));
    const library = /** @type {any} */ (window).duckdb;
    const worker = new Worker(beside("engine/duckdb.worker.js"));
    const database = new library.AsyncDuckDB(new library.VoidLogger(), worker);
    await database.instantiate(beside("engine/duckdb.wasm"));
    const parquet = await import(beside("engine/parquet.js"));
    await parquet.default({ module_or_path: await bytesOf(beside("engine/parquet.wasm")) });
    const connection = await database.connect();
    // What is not beside is asked of no other host.
    await connection.query("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false");
    await connection.query("SET enable_external_access = false");
    return { database, connection, parquet, schema: await loadJson("sql/schema.json"), there: new Set() };
  } catch (fault) {
    starting = null;
    throw fault;
  }
}

function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(say("state.not_found", { path: address }))));
    document.head.append(script);
  });
}

async function bytesOf(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(say("state.not_found", { path: address }));
  return response.arrayBuffer();
}

/** Takes in the tables and makes the views that a text names, and all that these are made of. */
async function provide({ connection, parquet, schema, there }, query) {
  const named = new Set(query.toLowerCase().match(/\w+/g));
  const wanted = new Set();
  const want = (name) => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const other of schema.made.find((one) => one.name === name)?.reads ?? []) want(other);
  };
  const tables = Object.keys(schema.tables);
  for (const name of [...tables, ...schema.made.map((one) => one.name)]) if (named.has(name)) want(name);
  const missing = (name) => wanted.has(name) && !there.has(name);
  for (const name of tables.filter(missing)) {
    let create = true;
    for (const path of schema.tables[name]) {
      const bytes = new Uint8Array(await bytesOf(beside(path)));
      const stream = parquet.readParquet(bytes).intoIPCStream();
      await connection.insertArrowFromIPCStream(stream, { name, create });
      create = false;
    }
    there.add(name);
  }
  for (const { name, statement } of schema.made.filter((one) => missing(one.name))) {
    await connection.query(statement);
    there.add(name);
  }
}

/** The last statement is asked for its rows, as text; those before it are run. Nothing of it stays. */
async function answer(engine, query) {
  const { connection, schema } = engine;
  const statements = await statementsOf(engine, query);
  const asked = statements.pop();
  if (asked === undefined) return { error: say("sql.no_query") };
  await provide(engine, query);
  await connection.query("BEGIN");
  try {
    for (const statement of statements) await connection.query(statement);
    await connection.query(`CREATE TEMP TABLE answer_asked AS FROM (\n${asked}\n) LIMIT ${AT_MOST + 1}`);
    const described = (await connection.query("DESCRIBE answer_asked")).toArray();
    const columns = described.map((one) => String(one.column_name));
    const areNumbers = described.map((one) => NUMBER.test(String(one.column_type)));
    const texts = columns.map((name, at) => `CAST("${name.replaceAll('"', '""')}" AS VARCHAR) AS c${at}`);
    const found = await connection.query(`SELECT ${texts.join(", ")} FROM answer_asked`);
    const all = found.toArray().map((row) => columns.map((_, at) => row[`c${at}`]));
    const rows = all.slice(0, AT_MOST);
    const doubtful = new Set(schema.disputed);
    const disputed = rows.flatMap((row, at) =>
      row.flatMap((value, column) => (areNumbers[column] && doubtful.has(value) ? [[at, column]] : [])),
    );
    return { columns, are_numbers: areNumbers, rows, is_cut: all.length > AT_MOST, disputed };
  } catch (fault) {
    // The question begins in the second line of what is run.
    return { error: reasonOf(fault).replace(/\bLINE (\d+):/g, (_, line) => `LINE ${Math.max(1, Number(line) - 1)}:`) };
  } finally {
    await connection.query("ROLLBACK").catch(() => null);
  }
}

/** @returns {Promise<string[]>} the statements of a text: a ; within a string or a comment ends none */
async function statementsOf({ database }, query) {
  const bytes = new TextEncoder().encode(query);
  const { offsets } = await database.tokenize(query);
  const ends = [...offsets.filter((offset) => bytes[offset] === SEMICOLON), bytes.length];
  const decoder = new TextDecoder();
  return ends.flatMap((end, at) => {
    const start = at === 0 ? 0 : ends[at - 1] + 1;
    const isEmpty = !offsets.some((offset) => offset >= start && offset < end);
    return isEmpty ? [] : [decoder.decode(bytes.slice(start, end))];
  });
}
