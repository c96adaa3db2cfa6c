import { loadMovements, parseMovements } from "../../policies/residency/movements";

const header = "type\tfrom\tto\tkind\tnames\tgate\tcertainty\tbecause";

describe("the movement tables", () => {
  it("read a row into its parts", () => {
    const row =
      "a:b:C\tx.region+x.id|y\tto[].region+to[].name\treplication\tregion\ton & !off & mode=A|B & state!=C\tcertain\tit copies";
    expect(parseMovements(`${header}\n${row}\n`, "x.tsv")).toEqual([
      {
        type: "a:b:C",
        from: [["x.region", "x.id"], ["y"]],
        to: ["to[].region", "to[].name"],
        kind: "replication",
        names: "region",
        gate: [
          { path: "on", test: "set", values: [] },
          { path: "off", test: "unset", values: [] },
          { path: "mode", test: "is", values: ["A", "B"] },
          { path: "state", test: "is-not", values: ["C"] },
        ],
        certainty: "certain",
        because: "it copies",
      },
    ]);
  });

  it("take `-` for the resource itself", () => {
    const row = "a:b:C\tsource\t-\ttransfer\t-\t-\tpossible\tit restores";
    expect(parseMovements(`${header}\n${row}`, "x.tsv")).toEqual([
      {
        type: "a:b:C",
        from: [["source"]],
        to: [],
        kind: "transfer",
        gate: [],
        certainty: "possible",
        because: "it restores",
      },
    ]);
  });

  it("read why a type moves nothing", () => {
    const row = "a:b:C\t-\t-\tnone\t-\t-\t-\tit only looks so";
    expect(parseMovements(`${header}\n${row}`, "x.tsv")).toEqual([
      { type: "a:b:C", kind: "none", because: "it only looks so" },
    ]);
  });

  it.each([
    ["a missing cell", "a:b:C\t-\tx\treplication\tregion\t-\tcertain", "x.tsv:2: 7 cells; there are 8 columns"],
    ["no reason", "a:b:C\t-\tx\treplication\tregion\t-\tcertain\t", "`a:b:C` has no reason"],
    ["an unknown kind", "a:b:C\t-\tx\tcopy\tregion\t-\tcertain\twhy", "unknown kind `copy`; use replication,"],
    ["an unknown naming", "a:b:C\t-\tx\treplication\tplace\t-\tcertain\twhy", "unknown naming `place`; use region,"],
    [
      "an unknown certainty",
      "a:b:C\t-\tx\treplication\tregion\t-\tsure\twhy",
      "unknown certainty `sure`; use certain, possible",
    ],
    ["a movement from nowhere to nowhere", "a:b:C\t-\t-\treplication\t-\t-\tcertain\twhy", "has a `from` or a `to`"],
    ["a destination without its naming", "a:b:C\t-\tx\treplication\t-\t-\tcertain\twhy", "`names` says how `to` names"],
    [
      "a naming without a destination",
      "a:b:C\tx\t-\treplication\tregion\t-\tcertain\twhy",
      "`names` says how `to` names",
    ],
    ["a `none` that moves", "a:b:C\t-\tx\tnone\t-\t-\t-\twhy", "has `-` in every other cell"],
    [
      "a gate with both marks",
      "a:b:C\t-\tx\treplication\tregion\t!a=b\tcertain\twhy",
      "unknown gate `!a=b`; use `path`",
    ],
    ["an empty gate", "a:b:C\t-\tx\treplication\tregion\ta=\tcertain\twhy", "unknown gate `a=`"],
  ])("refuse %s", (_, row, message) => {
    expect(() => parseMovements(`${header}\n${row}`, "x.tsv")).toThrow(message);
  });

  it("are found by type", () => {
    const movements = loadMovements();
    const type = "oci:ObjectStorage/replicationPolicy:ReplicationPolicy";
    expect(movements.of(type).map(({ kind }) => kind)).toEqual(["replication"]);
    expect(movements.whyNone(type)).toBeUndefined();
    expect(movements.of("no:such:Type")).toEqual([]);
    expect(movements.of("__proto__")).toEqual([]);
  });
});
