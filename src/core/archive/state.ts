import { digest } from './digest';

/** Plain data with columns of numbers in it: what {@link encodeState} makes bytes of. */
export type State = { readonly [key: string]: StateValue };
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
type StateValue = Json | Column | State;
type Column = Uint8Array | Uint32Array | Int32Array | Float64Array;

/*
 * Little endian: MAGIC u32, length of the text u32, version f64, digest of all that follows f64; the columns, each at
 * a multiple of eight; at the end the rest as JSON, where a column is `{"$": [kind, start, length]}`.
 */
const MAGIC = 0x54535a47;
const HEADER = 24;
const KINDS = [Uint8Array, Uint32Array, Int32Array, Float64Array] as const;

/** Makes bytes of a state. `version` says what can read them. */
export function encodeState(state: State, version: number): Uint8Array {
  const columns: { readonly column: Column; readonly start: number }[] = [];
  let end = HEADER;
  const place = (column: Column): Json => {
    columns.push({ column, start: end });
    const placed = { $: [KINDS.findIndex((type) => column instanceof type), end, column.length] };
    end += Math.ceil(column.byteLength / ALIGN) * ALIGN;
    return placed;
  };
  const text = new TextEncoder().encode(JSON.stringify(mapped(state, place)));
  const bytes = new Uint8Array(end + text.length);
  for (const { column, start } of columns)
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), start);
  bytes.set(text, end);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, text.length, true);
  view.setFloat64(8, version, true);
  view.setFloat64(16, digest(bytes.subarray(HEADER)), true);
  return bytes;
}

/** The state that bytes were made of; its columns are views of one copy. Undefined for other bytes or another version. */
export function decodeState(bytes: Uint8Array, version: number): State | undefined {
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== MAGIC || view.getFloat64(8, true) !== version) return undefined;
  if (view.getFloat64(16, true) !== digest(bytes.subarray(HEADER))) return undefined;
  const end = bytes.length - view.getUint32(4, true);
  const text = new TextDecoder().decode(bytes.subarray(end));
  // Views keep all that they are views of: the text is not to stay.
  return withColumns(JSON.parse(text) as State, bytes.slice(0, end));
}

const ALIGN = 8;

/** The state with something else in the place of its columns; lists are not looked into. */
function mapped(state: State, place: (column: Column) => Json): Json {
  const entries = Object.entries(state).map(([key, value]): [string, Json] => {
    if (isColumn(value)) return [key, place(value)];
    return [key, isObject(value) ? mapped(value, place) : value];
  });
  return Object.fromEntries(entries);
}

function withColumns(state: State, bytes: Uint8Array): State {
  const entries = Object.entries(state).map(([key, value]): [string, StateValue] => {
    if (!isObject(value)) return [key, value];
    const { $: placed } = value as { $?: readonly [number, number, number] };
    if (!placed) return [key, withColumns(value, bytes)];
    const [kind, start, length] = placed;
    return [key, new KINDS[kind]!(bytes.buffer as ArrayBuffer, bytes.byteOffset + start, length)];
  });
  return Object.fromEntries(entries);
}

function isColumn(value: StateValue): value is Column {
  return ArrayBuffer.isView(value);
}

function isObject(value: StateValue): value is State {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isColumn(value);
}
