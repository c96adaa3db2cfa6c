import { isMap, isScalar, isSeq } from "yaml";
import { quote } from "../../policies/residency/problems";
import { record, type Value, type Values } from "../../policies/residency/values";
import { mapOf, refuse, text, type Reader } from "../../policies/residency/yaml-reader";
import { readYaml, type FileResult } from "../../policies/residency/yaml-source";

/** Reads invoke results: a mapping of tokens to what the invokes answer. Never throws, whatever the text holds. */
export function parseInvokes(source: string): FileResult<ReadonlyMap<string, Values>> {
  return readYaml(source, "the file of invoke results", mapOf(token, result));
}

const token: Reader<string> = (spot) => {
  const value = text(spot);
  if (value === undefined || /^[^:\s]+:[^:\s]*:[^:\s]+$/.test(value)) return value;
  refuse(spot, () => `unfit token ${quote(value)}; use one such as \`aws:index/getRegion:getRegion\``);
  return undefined;
};

const result: Reader<Values> = (spot) => {
  if (!isMap(spot.node)) {
    refuse(spot, () => `the result of ${spot.name} isn't a mapping; use { <output>: <value> }`);
    return undefined;
  }
  return values(spot);
};

const values = (spot: Parameters<Reader<Values>>[0]): Values => record(mapOf(anyKey, anyValue)(spot) ?? []);

/** Keys are the cloud's: any text is one. */
const anyKey: Reader<string> = text;

const anyValue: Reader<Value> = (spot) => {
  const { node } = spot;
  if (isMap(node)) return values(spot);
  if (isSeq(node)) return node.items.map((item) => anyValue({ ...spot, node: item, offset: item.range[0] }) ?? null);
  if (node === null) return null;
  const value = isScalar(node) ? node.value : undefined;
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  refuse(spot, () => `${spot.name} is neither text, a number, true, false, a list nor a mapping`);
  return undefined;
};
